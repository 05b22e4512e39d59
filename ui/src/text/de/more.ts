// German, of the quick picker, diagnostics, guardrails and where credentials come from.
import { count, plural } from '../../numbers';
import type { Text } from '../../text';

export const picker: Text['picker'] = {
  title: 'Schnellauswahl',
  label: 'Konto, Rolle, Service und Region',
  placeholder: 'Konto, read oder admin, Service, Region',
  found: 'Passende Konten',
  none: 'Kein Konto passt.',
  lacks: { portal: 'Noch kein Portal: Die Eingabetaste öffnet Portico, dort fügen Sie eines hinzu.', sign_in: 'Sie sind abgemeldet: Die Eingabetaste öffnet Portico, dort melden Sie sich an.' },
  dear: 'Favoriten und zuletzt verwendete zuerst',
  total: (n) => plural(n, { one: '1 Konto', other: `${count(n)} Konten` }),
  enter: (where) => (where === '' ? 'öffnet die Konsole' : `öffnet ${where}`),
  tab: 'andere Rolle',
  escape: 'schließt',
  key: 'Schnellauswahl',
  keyName: 'Tastenkürzel',
  keyHint: 'Öffnet eine kleine Suche über allem, wo immer Sie sind.',
  change: 'Ändern',
  press: 'Tasten drücken…',
  off: 'Ausschalten',
  usual: (keys) => `${keys} verwenden`,
  done: (keys) => `${keys} öffnet die Schnellauswahl.`,
  doneOff: 'Kein Tastenkürzel öffnet die Schnellauswahl.',
  standing: {
    on: '',
    off: 'Zurzeit öffnet sie kein Tastenkürzel.',
    taken: 'Ein anderes Programm hat dieses Tastenkürzel: Wählen Sie ein anderes.',
    unavailable: 'Auf diesem Desktop bekommen Programme keine eigenen Tastenkürzel. Lassen Sie in seinen Einstellungen eines ausführen: portico-app --picker',
  },
};

export const diagnostics: Text['diagnostics'] = {
  title: 'Diagnose',
  lead: 'Ob alles in Ordnung ist, was Portico braucht, wie portico doctor es sagt. Nichts wird geändert.',
  look: 'Diesen Computer prüfen',
  again: 'Noch einmal prüfen',
  reach: 'Auch die Portale fragen',
  reachHint: 'Die Portale werden nur gefragt, wenn Sie es sagen.',
  looking: 'Wird geprüft…',
  levels: { good: 'In Ordnung', note: 'Hinweis', warning: 'Warnung', problem: 'Fehler' },
  checks: {
    credentials: 'Anmeldedaten', profiles: 'Profile', settings: 'Einstellungen', clock: 'Uhr', certificates: 'Zertifikate', proxy: 'Proxy-Server', portal: 'Zugriffsportal',
    keychain: 'Schlüsselbund', session: 'Sitzung', caches: 'Zwischenspeicher', programs: 'Programme', files: 'Dateien',
  },
  summary: (problems, warnings) => {
    const [p, w] = [plural(problems, { one: '1 Fehler', other: `${problems} Fehler` }), plural(warnings, { one: '1 Warnung', other: `${warnings} Warnungen` })];
    if (problems + warnings === 0) return 'Alles ist in Ordnung.';
    return problems === 0 ? `${w}, nichts hindert Portico an der Arbeit.` : warnings === 0 ? `${p}.` : `${p}, ${w}.`;
  },
  findings: 'Was gefunden wurde',
  facts: 'Versionen und Orte',
  fact: {
    portico: 'Portico', web_view: 'Webansicht', system: 'Betriebssystem', settings: 'Einstellungen', catalog: 'Konten', journal: 'Protokoll', organisation: 'Ihre Organisation',
    aws_config: 'AWS-Konfiguration', aws_credentials: 'AWS-Anmeldedaten',
  },
  report: 'Was im Bericht steht',
  reportLabel: 'Der Bericht',
  reportHint: 'Er enthält kein Geheimnis, keinen Namen Ihres Benutzerordners und von Kontonummern nur das Ende.',
  copy: 'Bericht kopieren',
  save: 'Bericht sichern',
  saved: (path) => `Der Bericht ist in ${path}.`,
};

export const guardrails: Text['guard']['rails'] = {
  title: 'Schutzregeln',
  lead: 'Was zwischen Ihnen und Rollen steht, die mehr können als lesen. Rollen, die nur lesen, öffnen sofort, auch in der Produktion.',
  loading: 'Schutzregeln werden gelesen',
  guards: {
    admin: { name: 'Admin-Rollen', hint: 'Rollen, die alles ändern können' },
    production: { name: 'Rollen in der Produktion', hint: 'Rollen, die mehr als lesen, in Konten, die als Produktion gekennzeichnet sind' },
    write: { name: 'Rollen, die ändern können', hint: 'In jedem Konto; auch Rollen, deren Name nichts darüber sagt' },
  },
  ways: { free: 'Sofort öffnen', hold: 'Knopf halten', type: 'Namen eingeben', never: 'Nicht verwenden' },
  least: (way) => `Mindestens: ${way}`,
  asWrite: 'Nie leichter als Rollen, die ändern können',
  minutes: { name: 'Eine bestätigte Rolle gilt', hint: 'Dann vergisst Portico ihre Anmeldedaten und fragt wieder.' },
  span: (n) => (n % 60 !== 0 || n === 0 ? plural(n, { one: '1 Minute', other: `${n} Minuten` }) : plural(n / 60, { one: '1 Stunde', other: `${n / 60} Stunden` })),
  most: (span) => `Höchstens ${span}`,
  switches: {
    reason: { name: 'Ein Grund muss angegeben werden', hint: 'Er steht im Protokoll. Angegeben werden kann er immer.' },
    tools: { name: 'Werkzeuge warten auf Sie', hint: 'Sie bekommen Anmeldedaten solcher Rollen nur, solange Sie sie bestätigt haben.' },
    support: { name: 'Support-Modus', hint: 'Liste, Schnellauswahl und Tray zeigen nur Rollen, die lesen; alle anderen werden bestätigt.' },
  },
  rules: (n) => (n === 0 ? 'Regeln für Konten und Rollen' : `Regeln für Konten und Rollen (${n})`),
  production: 'Als Produktion gekennzeichnet',
  others: 'Keine Produktion, wie sie auch heißen',
  classes: 'Was Rollen sind, wie sie auch heißen',
  noRules: 'Es gibt keine: Namen und Tags sagen, was Produktion ist und was eine Rolle kann.',
  ignored: 'Neben den Schutzregeln Ihrer Organisation zählen Ihre eigenen Konten, die keine Produktion sind, nicht.',
  byHand: (path) => `Sie werden von Hand in ${path} eingetragen.`,
  is: 'ist',
  kept: 'Die Schutzregeln sind gesichert.',
};

export const explain: Text['profiles']['explain'] = {
  open: (profile) => `Woher ${profile} seine Anmeldedaten hat`,
  title: (profile) => `Woher ${profile} seine Anmeldedaten hat`,
  loading: 'Die AWS-Dateien werden gelesen',
  wins: 'Diese nehmen Werkzeuge',
  winsWhy: 'Sie ist die erste gesetzte unter den Stellen, an denen Werkzeuge suchen.',
  fails: 'Diese nehmen Werkzeuge und scheitern',
  failsWhy: 'Sie ist die erste gesetzte. Kein Werkzeug sucht weiter, auch wenn sie scheitert.',
  nothing: 'Kein Werkzeug findet Anmeldedaten',
  passed: 'Übergangen, weil sie später kommt',
  ignored: 'Nicht beachtet, weil das Profil genannt ist',
  others: 'Was sonst gesetzt ist',
  sources: {
    environment: 'Schlüssel in der Umgebung',
    'assumed-role': 'Eine angenommene Rolle',
    'web-identity': 'Eine Web-Identität',
    'identity-center': 'Die eigene Anmeldung der AWS CLI',
    'credentials-file': 'Schlüssel in der Datei credentials',
    login: 'Anmeldung mit aws login',
    process: 'Ein Programm (credential_process)',
    'config-file': 'Schlüssel in der Datei config',
    container: 'Ein lokaler Endpunkt',
    instance: 'Der Computer selbst, falls er einer von AWS ist',
  },
  notes: 'Worin sich Werkzeuge uneinig sind',
  terminal: 'Das gilt für --profile, soweit Portico es weiß. Ein Terminal kann eigene Variablen haben: Führen Sie dort aus:',
  close: 'Schließen',
};

export const updates: Text['updates'] = {
  title: 'Aktualisierungen',
  lead: 'Portico sucht nur dann nach einer neueren Version, wenn Sie es verlangen. Was nicht von seinen Herstellern signiert ist, wird nicht installiert.',
  look: 'Nach Updates suchen',
  looking: 'Suche läuft…',
  off: 'Dieses Portico nimmt keine Updates an. Aktualisieren Sie es so, wie es installiert wurde.',
  newest: (version) => `${version} ist die neueste Version.`,
  installed: (version) => `${version} ist installiert. Beenden Sie Portico und starten Sie es neu, um sie zu verwenden.`,
};
