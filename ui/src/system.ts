// Which system the page runs on.
/** What the computer runs, where that makes a difference on the page. */
export function system(): 'mac' | 'windows' | 'other' {
  if (onMac()) return 'mac';
  return /^win/i.test(navigator.platform) ? 'windows' : 'other';
}

/** True where the command key is ⌘. */
export function onMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}
