// Which services and Regions a portal's consoles have, and which of them somebody means by what they type. Rule: pure.
import type { ServiceChoice } from './host';

/** The partition of a Region, as it stands in ARNs. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('eusc-') ? 'aws-eusc' : 'aws';
}

/** Those that are meant by `words`, the likeliest first: by a whole name, by how one begins, by what is in it. All for no words. */
export function servicesLike(services: ServiceChoice[], words: string): ServiceChoice[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return services;
  const rank = ({ id, name, also }: ServiceChoice): number => {
    const names = [id, name.toLowerCase(), ...also];
    if (names.includes(wanted)) return 0;
    if (names.some((one) => one.startsWith(wanted))) return 1;
    if (names.some((one) => one.includes(` ${wanted}`))) return 2;
    return names.some((one) => one.includes(wanted)) ? 3 : 4;
  };
  const ranked = services.map((service, at) => ({ service, at, rank: rank(service) })).filter((one) => one.rank < 4);
  return ranked.sort((a, b) => a.rank - b.rank || a.at - b.at).map(({ service }) => service);
}
