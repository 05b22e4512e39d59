// German, of an account, browsers, guarded roles, links, adding a portal, local endpoints, support mode and places.
import { count, plural } from '../../numbers';
import type { Text } from '../../text';
import { guardrails } from './more';

export const account: Text['account'] = {
  title: 'Name, Farbe, Tags und Browser',
  open: 'Konto bearbeiten…',
  of: 'Über das Konto',
  byAws: (name) => `AWS nennt es ${name}.`,
  isHidden: 'Aus der Liste ausgeblendet',
  what: (name, number) => `${name} · ${number}`,
  nickname: 'Wie Sie es nennen',
  nicknameHint: 'Steht anstelle seines Namens, und die Suche findet es.',
  nicknameLong: (most) => `Verwenden Sie höchstens ${most} Zeichen.`,
  colour: 'Farbe',
  automatic: 'Automatisch',
  colours: {
    red: 'Rot', orange: 'Orange', yellow: 'Gelb', green: 'Grün', teal: 'Blaugrün', lightBlue: 'Hellblau', darkBlue: 'Dunkelblau', purple: 'Violett', pink: 'Rosa',
  },
  tags: 'Tags',
  tagsHint: 'Wörter oder Paare wie team=payments, nach denen die Liste gruppiert werden kann. Eingabe fügt eines hinzu.',
  tagPlaceholder: 'Tag hinzufügen',
  tagWrong: (tag) => `„${tag}“ kann kein Tag sein: Verwenden Sie Buchstaben, Ziffern und . : / + @ _ -, etwa team=payments.`,
  tagsMany: (most) => `Ein Konto hat höchstens ${most} Tags.`,
  tagsGiven: (tags) => `Ihre Organisation fügt ${tags} hinzu.`,
  removeTag: (tag) => `Tag ${tag} entfernen`,
  tagAdded: (tag) => `Tag ${tag} hinzugefügt.`,
  tagRemoved: (tag) => `Tag ${tag} entfernt.`,
  hide: 'Ausblenden',
  hideHint: 'Fehlt in Liste, Suche und Tray, bis Sie ausgeblendete Konten zeigen.',
  loading: 'Ihre Angaben dazu werden geladen',
  save: 'Sichern',
  cancel: 'Abbrechen',
  done: (name) => `Ihre Angaben zu ${name} sind gesichert.`,
  hidden: 'ausgeblendet',
  hiddenLeft: (n) => plural(n, { one: '1 ausgeblendetes Konto', other: `${count(n)} ausgeblendete Konten` }),
  hiddenShown: (n) => plural(n, { one: '1 ausgeblendetes Konto wird mit gezeigt', other: `${count(n)} ausgeblendete Konten werden mit gezeigt` }),
  showHidden: 'Zeigen',
  hideHidden: 'Weglassen',
};

export const browsers: Text['browsers'] = {
  choice: ({ apart, browser, comes_to, profile, person }) => {
    const before = browser === null ? '' : `${browser}: `;
    const within = profile === null ? '' : ` in ${profile}`;
    switch (apart) {
      case 'same':
        if (browser === null) return comes_to === null ? 'Standardbrowser' : `Standardbrowser (${comes_to})`;
        if (profile === null) return browser;
        return person === null ? `${browser}: ${profile}` : `${browser}: ${profile} (${person})`;
      case 'container': return browser === null ? 'Firefox-Container je Konto' : `${browser}: Container je Konto${within}`;
      case 'own': return `${before}${browser === null ? 'Eigenes' : 'eigenes'} Profil je Konto`;
      case 'own_by_role': return `${before}${browser === null ? 'Eigenes' : 'eigenes'} Profil je Rolle`;
    }
  },
  place: (called) => {
    switch (called.kind) {
      case 'default': return 'Standardbrowser';
      case 'browser': return called.browser;
      case 'profile': return `${called.browser} (Profil ${called.profile})`;
      case 'container': return `${called.browser} (Container ${called.container})`;
      case 'own': return `${called.browser} (eigenes Profil des Kontos)`;
      case 'gone': return called.place;
    }
  },
  notThere: (name) => `${name} – nicht verfügbar`,
  consoles: 'Konsolen öffnen in',
  consolesOf: (portal) => `Browser, der Konsolen von ${portal} öffnet`,
  signIn: 'Anmelden öffnet',
  signInOf: (portal) => `Browser, der bei ${portal} anmeldet`,
  account: 'Seine Konsolen öffnen in',
  likePortal: (name) => `Wie das Portal: ${name}`,
  accountHint: 'Ein Container oder ein eigenes Profil hält dieses Konto von allem anderen im Browser getrennt.',
  once: 'Browser',
  asUsual: (name) => `Wie üblich: ${name}`,
  onceHint: 'Nur für die nächste Konsole.',
  fixed: (name) => `Ihre Organisation möchte seine Konsolen in: ${name}.`,
  crowd: {
    title: (n) => plural(n, { one: '1 Identität ist schon offen', other: `${count(n)} Identitäten sind schon offen` }),
    why: (called, n) => `In diesem Browser – ${called} – sind Sie mit ${plural(n, { one: '1 Identität', other: `${count(n)} Identitäten` })} angemeldet; mehr lässt AWS in einem Browser nicht zu. AWS wird Sie bitten, eine davon abzumelden.`,
    label: 'Wer dort angemeldet ist',
    member: (role, title) => `${role} in ${title}`,
    anyway: 'Trotzdem öffnen',
    apart: 'In eigenem Profil',
    cancel: 'Abbrechen',
  },
};

export const guard: Text['guard'] = {
  rails: guardrails,
  title: (role) => `${role} verwenden?`,
  clock: (minutes) => `Für ${plural(minutes, { one: '1 Minute', other: `${count(minutes)} Minuten` })}. Danach vergisst Portico die Anmeldedaten.`,
  why: 'Warum',
  whyHint: 'Etwa die Nummer eines Tickets',
  whyOptional: 'Warum (freiwillig)',
  type: (name) => `Geben Sie ${name} ein, um fortzufahren`,
  orType: (name) => `oder geben Sie ${name} ein`,
  hold: 'Zum Fortfahren halten',
  holding: 'Weiter halten…',
  go: 'Fortfahren',
  cancel: 'Abbrechen',
  stepped: 'Erhöhte Rechte',
  of: (role, account) => `${role} von ${account}`,
  left: (time) => `noch ${time}`,
  end: 'Jetzt beenden',
  endShort: 'Beenden',
  endOf: (role, account) => `Jetzt beenden: ${role} von ${account}`,
  ended: (role, account) => `${role} von ${account} ist vorbei. Ausgehändigte Anmeldedaten gelten bis zu ihrem Ende.`,
};

export const links: Text['links'] = {
  copy: 'Link kopieren',
  form: 'Link für',
  forms: [
    { id: 'portal', name: 'Portal, diese Rolle' },
    { id: 'portal_without_role', name: 'Portal, beliebige Rolle' },
    { id: 'app', name: 'Portico, diese Rolle' },
    { id: 'app_without_role', name: 'Portico, beliebige Rolle' },
  ],
  copied: (account) => `Link zu ${account} kopiert. Er enthält kein Geheimnis.`,
  title: 'Diesen Link öffnen?',
  lead: 'Jemand hat Ihnen einen Link zu einer Konsole gegeben. Nichts wurde geöffnet.',
  wrong: 'Dieser Link führt nirgendwohin',
  portal: 'Portal',
  account: 'Konto',
  role: 'Rolle',
  where: 'Wohin',
  anywhere: 'Wohin das Portal führt',
  weakest: 'Der Link nennt keine Rolle; dies ist Ihre schwächste dort.',
  open: 'Konsole öffnen',
  cancel: 'Abbrechen',
  close: 'Schließen',
};

export const portalForm: Text['portalForm'] = {
  words: 'Start-URL, Link, Host oder Kurzname',
  placeholder: 'https://ihrefirma.awsapps.com/start',
  find: 'Suchen',
  finding: 'Das Portal wird gesucht',
  nothing: 'Fügen Sie ein, was Ihre Organisation Ihnen gegeben hat, etwa https://ihrefirma.awsapps.com/start.',
  found: (host, region) => `${host} in ${region} gefunden.`,
  foundNoRegion: (host) => `${host} gefunden. Wählen Sie die Region.`,
  foundUnknown: (host) => `${host} gefunden; das ist kein Host von AWS. Geben Sie ihn zur Bestätigung ein.`,
  known: 'Ein Host von AWS selbst',
  leads: (from, to) => `${from} führt zu ${to}.`,
  unknown: (host) =>
    `${host} ist kein Host von AWS: Wer ihn betreibt, könnte Ihnen eigene Konten zeigen. Fahren Sie nur fort, wenn Ihre Organisation Ihnen diese Adresse gegeben hat.`,
  alike: (host) =>
    `${host} sieht wie ein Host von AWS aus und ist keiner: Wer ihn betreibt, könnte Ihnen eigene Konten zeigen. Fahren Sie nur fort, wenn Ihre Organisation Ihnen genau diese Adresse gegeben hat.`,
  confirm: (host) => `Geben Sie zur Bestätigung ${host} ein`,
  unconfirmed: 'Die Schaltfläche wirkt, sobald der Host genau eingegeben ist.',
  region: 'Region des Portals',
  noRegion: 'Region wählen',
  regionFound: 'Das Portal sagt es selbst.',
  name: 'Nennen Sie es',
  nameWrong: 'Verwenden Sie bis zu 40 Buchstaben, Ziffern, Punkte, Binde- und Unterstriche, am Anfang Buchstabe oder Ziffer.',
  nameTaken: (name) => `Ein Portal namens ${name} gibt es schon.`,
  shared: (others) => `${others} verwendet dasselbe Portal: Es sind zwei Personen, jede mit einer Sitzung.`,
  advanced: 'Weitere Regionen, andere Hosts, eine lokale Adresse',
  also: 'Zusätzliche Regionen',
  alsoPlaceholder: 'us-east-1, eu-central-1',
  alsoHint: 'Für eine Instance in mehreren Regionen: in dieser Reihenfolge versucht, wenn die erste nicht antwortet.',
  alsoHintLocal: 'Jede mit ihrer Adresse, etwa us-east-1=http://127.0.0.1:8124.',
  alsoMany: (most) => `Eine Instance hat höchstens ${most} zusätzliche Regionen.`,
  alsoWrong: (word) => `„${word}“ ist keine Region.`,
  hosts: 'Hosts',
  hostChoices: [
    { id: 'standard', name: 'Standard' },
    { id: 'dual-stack', name: 'Dual-Stack (IPv4 und IPv6)' },
    { id: 'fips', name: 'FIPS' },
    { id: 'fips-dual-stack', name: 'FIPS und Dual-Stack' },
  ],
  endpoint: 'Adresse eines lokalen Identity Center',
  endpointPlaceholder: 'http://127.0.0.1:8123',
  endpointHint: 'Wie portico center sie ausgegeben hat. Nichts geht an AWS.',
  submit: 'Hinzufügen und anmelden',
};

export const serving: Text['serving'] = {
  title: 'Für Programme bereitgestellt',
  open: 'Für Programme bereitstellen…',
  sheet: {
    title: 'Anmeldedaten auf diesem Computer bereitstellen',
    lead: 'Ihre SDKs, Container und IDEs erhalten frische Anmeldedaten dieser Rolle von einer lokalen Adresse, die ein Token verlangt, das niemand erraten kann. Kein Schlüssel liegt in einer Datei oder in ihrer Umgebung.',
    idle: 'Wenn niemand fragt, beenden nach',
    idles: [
      { minutes: 15, name: '15 Minuten' },
      { minutes: 60, name: '1 Stunde' },
      { minutes: 240, name: '4 Stunden' },
      { minutes: 0, name: 'nie: bis ich es beende' },
    ],
    lock: 'Beenden, wenn der Bildschirm gesperrt wird',
    always: 'Mit der Abmeldung und mit Portico endet es in jedem Fall.',
    act: 'Bereitstellen',
    cancel: 'Abbrechen',
  },
  label: (account, role) => `${role} von ${account} wird für Programme bereitgestellt`,
  card: (account, role) => `${role} von ${account} steht Programmen bereit`,
  since: (time) => `Seit ${time}`,
  untilIdle: (time) => `Bis ${time}, wenn kein Programm vorher fragt`,
  untilStopped: 'Bis Sie es beenden oder sich abmelden',
  untilLocked: 'Endet auch, wenn der Bildschirm gesperrt wird',
  nobody: 'Noch hat niemand gefragt.',
  asked: (times, by, when) => `${plural(times, { one: 'Einmal', other: `${count(times)}-mal` })} gefragt, zuletzt von ${by}, ${when}.`,
  aProgram: 'einem Programm',
  askedShort: (by, when) => `Gefragt von ${by}, ${when}`,
  nobodyShort: 'Noch nicht gefragt',
  copy: 'Einstellungen kopieren',
  copyFor: (form) => `Einstellungen kopieren für ${form}`,
  stop: 'Beenden',
  stopOf: (account, role) => `Bereitstellen von ${role} von ${account} beenden`,
  goTo: (account) => `Zu ${account} gehen`,
  started: (role, account) => `${role} von ${account} wird bereitgestellt. Kopieren Sie die Einstellungen für Ihr Programm.`,
  copied: (form) => `Einstellungen für Ihr Programm für ${form} kopiert: Wer sie hat, erhält Anmeldedaten, bis Sie es beenden.`,
  stopped: 'Die Adresse ist geschlossen. Ausgehändigte Anmeldedaten gelten bis zu ihrem Ende.',
};

export const support: Text['support'] = {
  on: 'Supportmodus: Nur lesende Rollen werden gezeigt.',
  all: 'Supportmodus: Auch Rollen, die mehr als lesen, werden gezeigt.',
  show: 'Alle Rollen zeigen',
  hide: 'Nur lesende',
  withheld: (n) => plural(n, { one: '1 Rolle kann mehr als lesen', other: `${count(n)} Rollen können mehr als lesen` }),
};

export const visits: Text['visits'] = {
  label: 'Orte in diesem Konto',
  star: (title, region) => `Favorit: ${title}${region === null ? '' : `, ${region}`}`,
  keep: (title) => `${title} hier behalten`,
  starred: (title) => `${title} bleibt für dieses Konto.`,
  unstarred: (title) => `${title} wird nicht mehr behalten.`,
};
