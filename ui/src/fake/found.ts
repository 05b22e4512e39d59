// What the fake host finds out about a portal. Rule: the kinds of answers the product gives, with no request: the host
// names the Region, the page does, a company's own address leads to a portal of AWS's, or the person has to say.
import type { FoundView, PortalView, Problem } from '../host';

const OF_AWS = /\.(awsapps\.(com|cn)|app\.aws|portal\.amazonaws\.(com|com\.cn|eu))$/;

/** Throws a `Problem` when what was typed cannot be a portal. */
export function foundBy(typed: string, endpoint: string | null, portals: PortalView[]): FoundView {
  const asked = addressOf(typed);
  const leads = asked.host.startsWith('aws.');
  const first = asked.host.split('.')[leads ? 1 : 0] ?? 'portal';
  const url = leads ? new URL(`https://${first}.awsapps.com/start`) : asked;
  const own = !OF_AWS.test(url.host);
  const start_url = url.href.replace(/\/$/, '');
  const named = /\b([a-z]{2}(?:-[a-z]+)+-\d)\b/.exec(url.host)?.[1] ?? null;
  const region = named ?? (own || first === 'northwind' ? null : 'eu-west-1');
  const taken = new Set(portals.map(({ name }) => name));
  const names = [first, ...portals.map((_, n) => `${first}-${n + 2}`)];
  return {
    start_url, host: url.host, led_by: leads ? asked.host : null, local: endpoint !== null,
    needs_confirmation: own && endpoint === null, look_alike: own && url.host.includes('aws'), region,
    problem: region === null ? unknown(url.host) : null, name: names.find((name) => !taken.has(name)) ?? first,
    shares_with: portals.filter((portal) => portal.start_url === start_url).map(({ name }) => name),
  };
}

function addressOf(typed: string): URL {
  const said = typed.trim();
  const short = /^[a-z0-9][a-z0-9-]{0,62}$/i.test(said);
  const full = short ? `https://${said.toLowerCase()}.awsapps.com/start` : said.includes('://') ? said : `https://${said}`;
  if (!URL.canParse(full) || !full.startsWith('https://') || /\s/.test(said)) throw refused(said);
  const url = new URL(full);
  [url.hash, url.search] = ['', ''];
  if (url.host.endsWith('.awsapps.com') && !url.pathname.startsWith('/directory/')) url.pathname = '/start';
  return url;
}

function refused(said: string): Problem {
  return {
    code: 'invalid_input', message: `"${said}" is not a start URL; it looks like https://company.awsapps.com/start.`,
    remedy: 'Check the spelling and try again.',
  };
}

function unknown(host: string): Problem {
  return {
    code: 'not_found', message: `The Region of ${host} could not be found: its page names no Region.`,
    remedy: 'Name the Region yourself: the access portal shows it under "Access keys" of a role, and your administrator knows it.',
  };
}
