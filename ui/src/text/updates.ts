// Words about a newer Portico.
export const updates = {
  title: 'Updates',
  lead: 'Portico looks for a newer version only when you ask. What is not signed by its makers is not installed.',
  look: 'Check for updates',
  looking: 'Checking…',
  off: 'This Portico takes no updates. Update it the way it was installed.',
  newest: (version: string) => `${version} is the newest version.`,
  installed: (version: string) => `${version} is installed. Quit Portico and start it again to use it.`,
};
