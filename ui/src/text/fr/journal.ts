// French, of what changed, what was written down and what ends when.
import { count, plural } from '../../numbers';
import type { Text } from '../../text';

const KEEP = 'Laissez journal.sqlite3 et journal.head tels quels, et montrez-les à qui s’occupe de cet ordinateur.';

export const activity: Text['activity'] = {
  title: 'Activité',
  lead: 'Ce qui se termine et quand, et ce qui s’est passé.',
  fresh: 'nouveau',
  unseen: (n) => plural(n, { one: `${count(n)} changement que vous n’avez pas vu`, other: `${count(n)} changements que vous n’avez pas vus` }),
  goTo: (name) => `Aller à ${name}`,
  gone: (name) => `${name} n’est plus dans votre liste.`,
  what: {
    gained: (change) => `Vous avez reçu ${change.name}`,
    lost: (change) => `Vous avez perdu ${change.name}`,
    renamed: (change) => `${change.former || change.number} s’appelle désormais ${change.name}`,
    role_gained: (change) => `Nouveau rôle ${change.role ?? ''} dans ${change.name}`,
    role_raised: (change) => `Nouveau rôle ${change.role ?? ''} dans ${change.name} : vous pouvez y faire plus qu’avant`,
    role_lost: (change) => `Le rôle ${change.role ?? ''} dans ${change.name} n’est plus là`,
  },
  today: 'Aujourd’hui',
  yesterday: 'Hier',
  check: 'Vérifier les nouveaux accès',
  checkIn: (portal) => `Vérifier les nouveaux accès dans ${portal}`,
  looking: (time) => `Recherche de nouveaux accès jusqu’à ${time}`,
  lookingIn: (portal, time) => `Recherche de nouveaux accès dans ${portal} jusqu’à ${time}`,
  lookingHint: 'Vous serez prévenu dès qu’il y en a.',
  stop: 'Arrêter',
  stopIn: (portal) => `Arrêter la recherche de nouveaux accès dans ${portal}`,
  arrived: (portal) => `Votre nouvel accès dans ${portal} est là.`,
  nothingCame: (portal) => `Pas de nouvel accès dans ${portal} jusqu’ici.`,
};

export const journal: Text['journal'] = {
  title: 'Ce qui s’est passé',
  none: 'Rien ne s’est encore passé.',
  noneHint: 'Les connexions, les consoles, les informations d’identification remises, les élévations et les changements de ce que vous pouvez ouvrir sont notés ici. Jamais un secret.',
  noMatch: 'Rien de tel dans le journal.',
  showAll: 'Tout afficher',
  loading: 'Chargement de ce qui s’est passé',
  search: 'Rechercher dans ce qui s’est passé',
  placeholder: 'Compte, rôle, motif, outil…',
  groupLabel: 'Ce qui est affiché',
  portalLabel: 'De quel portail',
  everything: 'Tout',
  allPortals: 'Tous les portails',
  groups: {
    sessions: 'Connexions', consoles: 'Consoles', credentials: 'Identifiants', profiles: 'Profils', stepUps: 'Élévations et garde-fous', access: 'Vos accès', journal: 'Le journal lui-même',
  },
  older: 'Afficher plus ancien',
  refused: 'Ce qui s’est passé ne peut pas être affiché.',
  trouble: 'La dernière chose qui s’est passée n’a pas pu être notée.',
  saveCsv: 'Enregistrer en CSV',
  saveJson: 'Enregistrer en JSON',
  saved: (path) => `Enregistré dans ${path}`,
  of: (what, account) => `${what} : ${account}`,
  inRole: (role) => `comme ${role}`,
  until: (time) => `jusqu’à ${time}`,
  reason: (reason) => `« ${reason} »`,
  by: { window: 'dans la fenêtre', tray: 'dans la zone de notification', terminal: 'dans le terminal', tool: 'par un outil', portico: 'de soi-même' },
  byProgram: (program) => `par ${program}`,
  verify: 'Vérifier',
  verifying: 'Vérification…',
  whole: (entries) =>
    entries === 0
      ? 'Il n’y a pas encore de journal, donc rien à vérifier.'
      : `Le journal est intact : ${plural(entries, { one: 'sa seule entrée est telle qu’écrite', other: `ses ${count(entries)} entrées sont telles qu’écrites` })}, aucune ne manque.`,
  andMore: (n) => plural(n, { one: 'Une autre chose ne va pas.', other: `${count(n)} autres choses ne vont pas.` }),
  remedy: {
    changed: KEEP,
    missing: KEEP,
    cut: KEEP,
    replaced: KEEP,
    gone: 'Cherchez journal.sqlite3 dans une sauvegarde du dossier de Portico, et prévenez qui s’occupe de cet ordinateur.',
    damaged: 'Vérifiez le disque. Portico garde le fichier endommagé et commence un nouveau journal à la prochaine entrée.',
    unnoted: 'La prochaine chose qui se passe note de nouveau sa fin ; d’ici là, des entrées coupées à sa fin ne seraient pas détectées.',
    began_anew: 'L’ancien est gardé à côté sous journal-damaged-….sqlite3. `portico journal prune` met fin à cet avertissement.',
    unexpected: KEEP,
  },
};

export const clocks: Text['clocks'] = {
  title: 'Ce qui se termine et quand',
  none: 'Rien n’est en cours : ni session, ni informations d’identification, ni console.',
  session: (portal) => `Session dans ${portal}`,
  stepUp: (role, account) => `Droits élevés : ${role} de ${account}`,
  serving: (role, account) => `Fourni aux outils : ${role} de ${account}`,
  servingIdle: 'sauf si un outil demande avant',
  credentials: (role, account) => `Informations d’identification : ${role} de ${account}`,
  consoles: (n, called) => plural(n, { one: `Une console dans ${called}`, other: `${count(n)} consoles dans ${called}` }),
  atMost: (left) => `${left} au plus`,
  all: (n) => `Tout afficher (${count(n)})`,
  who: (role, account) => `${role} de ${account}`,
  signOut: 'Se déconnecter',
  signOutOf: (called, n) => plural(n, { one: `Se déconnecter de la console dans ${called}`, other: `Se déconnecter de ${count(n)} consoles dans ${called}` }),
  signedOut: (called) => `${called} a été envoyé se déconnecter de ses consoles.`,
  over: 'terminé',
  untilStopped: 'jusqu’à ce que vous l’arrêtiez',
};
