// French, of the quick picker, diagnostics, guardrails and where credentials come from.
import { count, plural } from '../../numbers';
import type { Text } from '../../text';

export const picker: Text['picker'] = {
  title: 'Sélecteur rapide',
  label: 'Compte, rôle, service et région',
  placeholder: 'Compte, read ou admin, service, région',
  found: 'Comptes correspondants',
  none: 'Aucun compte ne correspond.',
  lacks: { portal: 'Pas encore de portail : Entrée ouvre Portico, où vous en ajoutez un.', sign_in: 'Vous êtes déconnecté : Entrée ouvre Portico, où vous vous connectez.' },
  dear: 'Favoris et récents en premier',
  total: (n) => plural(n, { one: `${count(n)} compte`, other: `${count(n)} comptes` }),
  enter: (where) => (where === '' ? 'ouvre la console' : `ouvre ${where}`),
  tab: 'autre rôle',
  escape: 'ferme',
  key: 'Sélecteur rapide',
  keyName: 'Raccourci',
  keyHint: 'Ouvre une petite recherche par-dessus tout, où que vous soyez.',
  change: 'Modifier',
  press: 'Appuyez sur les touches…',
  off: 'Désactiver',
  usual: (keys) => `Utiliser ${keys}`,
  done: (keys) => `${keys} ouvre le sélecteur rapide.`,
  doneOff: 'Aucun raccourci n’ouvre le sélecteur rapide.',
  standing: {
    on: '',
    off: 'Aucun raccourci ne l’ouvre pour le moment.',
    taken: 'Un autre programme a ce raccourci : choisissez-en un autre.',
    unavailable: 'Ce bureau ne donne pas de raccourci aux programmes. Dans ses paramètres, faites exécuter par une touche : portico-app --picker',
  },
};

export const diagnostics: Text['diagnostics'] = {
  title: 'Diagnostic',
  lead: 'Si tout ce dont Portico a besoin est en ordre, comme le dit portico doctor. Rien n’est modifié.',
  look: 'Examiner cet ordinateur',
  again: 'Examiner à nouveau',
  reach: 'Interroger aussi les portails',
  reachHint: 'Les portails ne sont interrogés que si vous le dites.',
  looking: 'Examen en cours…',
  levels: { good: 'En ordre', note: 'Remarque', warning: 'Avertissement', problem: 'Problème' },
  checks: {
    credentials: 'Informations d’identification', profiles: 'Profils', settings: 'Paramètres', clock: 'Horloge', certificates: 'Certificats', proxy: 'Serveur proxy', portal: 'Portail',
    keychain: 'Trousseau', session: 'Session du portail', caches: 'Mémoires caches', programs: 'Programmes', files: 'Fichiers',
  },
  summary: (problems, warnings) => {
    const [p, w] = [plural(problems, { one: `${problems} problème`, other: `${problems} problèmes` }), plural(warnings, { one: `${warnings} avertissement`, other: `${warnings} avertissements` })];
    if (problems + warnings === 0) return 'Tout est en ordre.';
    return problems === 0 ? `${w}, rien qui empêche Portico de fonctionner.` : warnings === 0 ? `${p}.` : `${p}, ${w}.`;
  },
  findings: 'Ce qui a été trouvé',
  facts: 'Versions et emplacements',
  fact: {
    portico: 'Portico', web_view: 'Vue web', system: 'Système', settings: 'Paramètres', catalog: 'Comptes', journal: 'Registre', organisation: 'Votre organisation',
    aws_config: 'Configuration AWS', aws_credentials: 'Informations d’identification AWS',
  },
  report: 'Ce que dit le rapport',
  reportLabel: 'Le rapport',
  reportHint: 'Il ne contient aucun secret, pas le nom de votre dossier personnel, et des numéros de compte seulement la fin.',
  copy: 'Copier le rapport',
  save: 'Enregistrer le rapport',
  saved: (path) => `Le rapport est dans ${path}.`,
};

export const guardrails: Text['guard']['rails'] = {
  title: 'Garde-fous',
  lead: 'Ce qui se trouve entre vous et les rôles qui peuvent plus que lire. Les rôles qui ne font que lire s’ouvrent tout de suite, en production aussi.',
  loading: 'Lecture des garde-fous',
  guards: {
    admin: { name: 'Rôles d’administration', hint: 'Rôles qui peuvent tout modifier' },
    production: { name: 'Rôles en production', hint: 'Rôles qui font plus que lire, dans les comptes marqués comme production' },
    write: { name: 'Rôles qui peuvent modifier', hint: 'Dans tout compte ; ceux dont le nom n’en dit rien en font partie' },
  },
  ways: { free: 'Ouvrir tout de suite', hold: 'Maintenir un bouton', type: 'Saisir le nom', never: 'Ne pas utiliser' },
  least: (way) => `Au moins : ${way.toLowerCase()}`,
  asWrite: 'Jamais plus facile que les rôles qui peuvent modifier',
  minutes: { name: 'Un rôle confirmé peut être utilisé pendant', hint: 'Ensuite Portico oublie ses informations d’identification et demande à nouveau.' },
  span: (n) => (n % 60 !== 0 || n === 0 ? plural(n, { one: `${n} minute`, other: `${n} minutes` }) : plural(n / 60, { one: `${n / 60} heure`, other: `${n / 60} heures` })),
  most: (span) => `Au plus ${span}`,
  switches: {
    reason: { name: 'Un motif est obligatoire', hint: 'Il figure dans le registre. Vous pouvez toujours en donner un.' },
    tools: { name: 'Les outils vous attendent', hint: 'Ils n’obtiennent les informations de ces rôles que tant que vous les avez confirmés.' },
    support: { name: 'Mode support', hint: 'La liste, le sélecteur et la barre d’état ne montrent que les rôles qui lisent ; tous les autres sont confirmés.' },
  },
  rules: (n) => (n === 0 ? 'Règles pour les comptes et les rôles' : `Règles pour les comptes et les rôles (${n})`),
  production: 'Marqués comme production',
  others: 'Pas la production, quel que soit leur nom',
  classes: 'Ce que sont les rôles, quel que soit leur nom',
  noRules: 'Il n’y en a pas : les noms et les étiquettes disent ce qu’est la production et ce que peut un rôle.',
  ignored: 'À côté des garde-fous de votre organisation, vos propres comptes hors production ne comptent pas.',
  byHand: (path) => `Elles s’écrivent à la main dans ${path}.`,
  is: 'est',
  kept: 'Les garde-fous sont enregistrés.',
};

export const explain: Text['profiles']['explain'] = {
  open: (profile) => `D’où ${profile} tient ses informations d’identification`,
  title: (profile) => `D’où ${profile} tient ses informations d’identification`,
  loading: 'Lecture des fichiers AWS',
  wins: 'Les outils prennent celle-ci',
  winsWhy: 'C’est la première définie parmi les endroits où les outils cherchent.',
  fails: 'Les outils prennent celle-ci et échouent',
  failsWhy: 'C’est la première définie. Aucun outil ne cherche plus loin, même si elle échoue.',
  nothing: 'Aucun outil ne trouve d’informations d’identification',
  passed: 'Ignorée, car elle vient plus tard',
  ignored: 'Non regardée, car le profil est nommé',
  others: 'Ce qui est défini par ailleurs',
  sources: {
    environment: 'Clés dans l’environnement',
    'assumed-role': 'Un rôle endossé',
    'web-identity': 'Une identité web',
    'identity-center': 'La connexion propre à l’AWS CLI',
    'credentials-file': 'Clés dans le fichier credentials',
    login: 'Connexion avec aws login',
    process: 'Un programme (credential_process)',
    'config-file': 'Clés dans le fichier config',
    container: 'Un point de terminaison local',
    instance: 'L’ordinateur lui-même, s’il est à AWS',
  },
  notes: 'Ce sur quoi les outils divergent',
  terminal: 'Cela vaut pour --profile, d’après ce que sait Portico. Un terminal peut avoir ses propres variables : exécutez-y',
  close: 'Fermer',
};

export const updates: Text['updates'] = {
  title: 'Mises à jour',
  lead: 'Portico ne cherche une version plus récente que si vous le demandez. Ce qui n’est pas signé par ses auteurs n’est pas installé.',
  look: 'Rechercher des mises à jour',
  looking: 'Recherche…',
  off: 'Ce Portico n’accepte pas de mises à jour. Mettez-le à jour comme il a été installé.',
  newest: (version) => `${version} est la version la plus récente.`,
  installed: (version) => `${version} est installée. Quittez Portico et relancez-le pour l’utiliser.`,
};
