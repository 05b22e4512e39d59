// Where in the console the person wants to go.
import type { Landing, PlaceView } from './host';

/** What was pasted or named in the search goes before what is chosen beside it; empty: not chosen. */
export function landingOf(place: PlaceView | null, query: string, service: string, region: string, once: string): Landing {
  const browser = once || null;
  if (place?.pasted) return { service: null, region: null, place: query, browser };
  return { service: place?.service ?? (service || null), region: place?.region ?? (region || null), place: null, browser };
}
