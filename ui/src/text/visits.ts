// Words about the places in an account's consoles that the person keeps going to.
export const visits = {
  label: 'Places in this account',
  star: (title: string, region: string | null) => `Favourite: ${title}${region === null ? '' : `, ${region}`}`,
  keep: (title: string) => `Keep ${title} here`,
  starred: (title: string) => `${title} is kept for this account.`,
  unstarred: (title: string) => `${title} is no longer kept.`,
};
