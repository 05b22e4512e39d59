// A small drawing for what each service is for, on a grid of 16. Rule: decoration; the service's name stands beside it.
const PATHS: Record<string, string> = {
  general: 'M2.5 7.2 8 2.8l5.5 4.4M4 6.6v6.6h8V6.6',
  compute: 'M4 4h8v8H4zM6.5 6.5h3v3h-3zM6 1.8V4M10 1.8V4M6 12v2.2M10 12v2.2M1.8 6H4M1.8 10H4M12 6h2.2M12 10h2.2',
  storage: 'M2.5 4.5c0-1.1 2.5-2 5.5-2s5.5.9 5.5 2l-1.2 8c0 .8-1.9 1.5-4.3 1.5s-4.3-.7-4.3-1.5ZM2.5 4.5c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2',
  database: 'M3 3.8c0-1 2.2-1.8 5-1.8s5 .8 5 1.8v8.4c0 1-2.2 1.8-5 1.8s-5-.8-5-1.8ZM3 3.8c0 1 2.2 1.8 5 1.8s5-.8 5-1.8M3 8c0 1 2.2 1.8 5 1.8s5-.8 5-1.8',
  networking: 'M6.3 2h3.4v3.4H6.3zM2 10.6h3.4V14H2zM10.6 10.6H14V14h-3.4zM8 5.4V8M3.7 10.6V8h8.6v2.6',
  security: 'M8 2l5 1.8v4c0 3-2.1 5.2-5 6.2-2.9-1-5-3.2-5-6.2v-4L8 2ZM5.8 7.8l1.6 1.6 2.9-2.9',
  management: 'M2 13.5h12M3.5 11V7.5M6.5 11V4.5M9.5 11V8.5M12.5 11V3',
  developer: 'M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5M9 3 7 13',
  analytics: 'M2.5 12.5 6 8l3 2.5 4.5-6.5M10.5 4h3v3',
  learning: 'M8 1.8v2M4.5 5.5h7v6.7h-7zM6.8 8.2v.1M9.2 8.2v.1M6.8 10.4h2.4M2.5 8v2.5M13.5 8v2.5',
  integration: 'M2.5 5h8M8 2.5 10.5 5 8 7.5M13.5 11h-8M8 8.5 5.5 11 8 13.5',
  application: 'M2.5 3h11v10h-11zM2.5 6h11M5 4.5v.1M5.5 9.5h5',
  migration: 'M2.5 8h8M7.5 4.5 11 8l-3.5 3.5M13.5 3v10',
  media: 'M2.5 3.5h11v9h-11zM6.8 6v4l3.2-2Z',
  end_user: 'M2 3h12v8H2zM6 13.5h4M8 11v2.5',
  things: 'M8 6.6a1.4 1.4 0 1 1 0 2.8 1.4 1.4 0 0 1 0-2.8ZM5.2 10.8a4 4 0 0 1 0-5.6M10.8 10.8a4 4 0 0 0 0-5.6M3 13a7 7 0 0 1 0-10M13 13a7 7 0 0 0 0-10',
  cost: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8ZM10.2 5.8C9.7 5.2 9 5 8 5c-1.3 0-2.2.6-2.2 1.5C5.8 8.6 10.2 7.4 10.2 9.5c0 .9-.9 1.5-2.2 1.5-1 0-1.8-.3-2.3-.9M8 3.8V5M8 11v1.2',
};

/** The drawing of a category; that of nothing in particular where it is not known. */
export function pathOf(category: string): string {
  return PATHS[category] ?? PATHS.general!;
}

export const CATEGORIES = Object.keys(PATHS);
