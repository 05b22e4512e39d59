// What the first picture does without: it is loaded once that is on the screen, so that the list need not wait for it.
export { default as Activity } from './pages/Activity.svelte';
export { default as FirstRun } from './pages/FirstRun.svelte';
export { default as Profiles } from './pages/Profiles.svelte';
export { default as Settings } from './pages/Settings.svelte';
export { default as Sheets } from './parts/Sheets.svelte';
