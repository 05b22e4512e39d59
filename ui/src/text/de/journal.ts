// German, of what changed, what was written down and what ends when.
import { count, plural } from '../../numbers';
import type { Text } from '../../text';

const KEEP = 'Lassen Sie journal.sqlite3 und journal.head, wie sie sind, und zeigen Sie sie der Person, die diesen Computer betreut.';

export const activity: Text['activity'] = {
  title: 'Verlauf',
  lead: 'Was wann endet und was geschehen ist.',
  fresh: 'neu',
  unseen: (n) => plural(n, { one: '1 Änderung, die Sie noch nicht gesehen haben', other: `${count(n)} Änderungen, die Sie noch nicht gesehen haben` }),
  goTo: (name) => `Zu ${name} gehen`,
  gone: (name) => `${name} steht nicht mehr in Ihrer Liste.`,
  what: {
    gained: (change) => `Sie haben ${change.name} erhalten`,
    lost: (change) => `Sie haben ${change.name} verloren`,
    renamed: (change) => `${change.former || change.number} heißt jetzt ${change.name}`,
    role_gained: (change) => `Neue Rolle ${change.role ?? ''} in ${change.name}`,
    role_raised: (change) => `Neue Rolle ${change.role ?? ''} in ${change.name}: Sie können dort mehr als zuvor`,
    role_lost: (change) => `Rolle ${change.role ?? ''} in ${change.name} ist weggefallen`,
  },
  today: 'Heute',
  yesterday: 'Gestern',
  check: 'Nach neuem Zugriff sehen',
  checkIn: (portal) => `In ${portal} nach neuem Zugriff sehen`,
  looking: (time) => `Suche nach neuem Zugriff bis ${time}`,
  lookingIn: (portal, time) => `Suche nach neuem Zugriff in ${portal} bis ${time}`,
  lookingHint: 'Sie erfahren es, sobald er da ist.',
  stop: 'Beenden',
  stopIn: (portal) => `Suche nach neuem Zugriff in ${portal} beenden`,
  arrived: (portal) => `Ihr neuer Zugriff in ${portal} ist da.`,
  nothingCame: (portal) => `Bisher kein neuer Zugriff in ${portal}.`,
};

export const journal: Text['journal'] = {
  title: 'Was geschehen ist',
  none: 'Noch ist nichts geschehen.',
  noneHint: 'Anmeldungen, Konsolen, ausgehändigte Anmeldedaten, erhöhte Rechte und Änderungen dessen, was Sie öffnen dürfen, werden hier notiert. Nie ein Geheimnis.',
  noMatch: 'Nichts davon steht im Journal.',
  showAll: 'Alles zeigen',
  loading: 'Was geschehen ist, wird geladen',
  search: 'Suchen, was geschehen ist',
  placeholder: 'Konto, Rolle, Grund, Programm…',
  groupLabel: 'Was gezeigt wird',
  portalLabel: 'Von welchem Portal',
  everything: 'Alles',
  allPortals: 'Alle Portale',
  groups: {
    sessions: 'Anmeldungen', consoles: 'Konsolen', credentials: 'Anmeldedaten', profiles: 'Profile', stepUps: 'Erhöhte Rechte und Schutzregeln', access: 'Ihr Zugriff', journal: 'Das Journal selbst',
  },
  older: 'Ältere zeigen',
  refused: 'Was geschehen ist, kann nicht gezeigt werden.',
  trouble: 'Das Letzte, was geschah, konnte nicht notiert werden.',
  saveCsv: 'Als CSV sichern',
  saveJson: 'Als JSON sichern',
  saved: (path) => `In ${path} gesichert`,
  of: (what, account) => `${what}: ${account}`,
  inRole: (role) => `als ${role}`,
  until: (time) => `bis ${time}`,
  reason: (reason) => `„${reason}“`,
  by: { window: 'im Fenster', tray: 'im Tray', terminal: 'im Terminal', tool: 'durch ein Programm', portico: 'von selbst' },
  byProgram: (program) => `durch ${program}`,
  verify: 'Prüfen',
  verifying: 'Wird geprüft…',
  whole: (entries) =>
    entries === 0
      ? 'Es gibt noch kein Journal, also nichts zu prüfen.'
      : `Das Journal ist unversehrt: ${plural(entries, { one: 'Sein einziger Eintrag ist', other: `Alle ${count(entries)} Einträge sind` })} wie geschrieben, keiner fehlt.`,
  andMore: (n) => plural(n, { one: 'Noch etwas stimmt nicht.', other: `Noch ${count(n)} Dinge stimmen nicht.` }),
  remedy: {
    changed: KEEP,
    missing: KEEP,
    cut: KEEP,
    replaced: KEEP,
    gone: 'Suchen Sie journal.sqlite3 in einer Sicherung des Ordners von Portico und benachrichtigen Sie die Person, die diesen Computer betreut.',
    damaged: 'Prüfen Sie den Datenträger. Portico behält die beschädigte Datei und beginnt mit dem nächsten Eintrag ein neues Journal.',
    unnoted: 'Das Nächste, was geschieht, notiert sein Ende wieder; bis dahin fielen am Ende abgeschnittene Einträge nicht auf.',
    began_anew: 'Das alte liegt daneben als journal-damaged-….sqlite3. `portico journal prune` beendet diese Warnung.',
    unexpected: KEEP,
  },
};

export const clocks: Text['clocks'] = {
  title: 'Was wann endet',
  none: 'Nichts läuft: keine Sitzung, keine Anmeldedaten, keine Konsole.',
  session: (portal) => `Sitzung in ${portal}`,
  stepUp: (role, account) => `Erhöhte Rechte: ${role} von ${account}`,
  serving: (role, account) => `Für Programme: ${role} von ${account}`,
  servingIdle: 'wenn kein Programm vorher fragt',
  credentials: (role, account) => `Anmeldedaten: ${role} von ${account}`,
  consoles: (n, called) => plural(n, { one: `Eine Konsole in ${called}`, other: `${count(n)} Konsolen in ${called}` }),
  atMost: (left) => `höchstens ${left}`,
  all: (n) => `Alle ${count(n)} zeigen`,
  who: (role, account) => `${role} von ${account}`,
  signOut: 'Abmelden',
  signOutOf: (called, n) => plural(n, { one: `Von der Konsole in ${called} abmelden`, other: `Von ${count(n)} Konsolen in ${called} abmelden` }),
  signedOut: (called) => `${called} wurde gebeten, sich von seinen Konsolen abzumelden.`,
  over: 'vorbei',
  untilStopped: 'bis Sie es beenden',
};
