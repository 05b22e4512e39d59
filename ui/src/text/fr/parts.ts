// French, of an account, browsers, guarded roles, links, adding a portal, local endpoints, support mode and places.
import { count, plural } from '../../numbers';
import type { Text } from '../../text';
import { guardrails } from './more';

export const account: Text['account'] = {
  title: 'Nom, couleur, balises et navigateur',
  open: 'Modifier le compte…',
  of: 'À propos du compte',
  byAws: (name) => `AWS l’appelle ${name}.`,
  isHidden: 'Exclu de la liste',
  what: (name, number) => `${name} · ${number}`,
  nickname: 'Comment vous l’appelez',
  nicknameHint: 'Affiché à la place de son nom, et trouvé par la recherche.',
  nicknameLong: (most) => `${count(most)} caractères au plus.`,
  colour: 'Couleur',
  automatic: 'Automatique',
  colours: {
    red: 'Rouge', orange: 'Orange', yellow: 'Jaune', green: 'Vert', teal: 'Sarcelle', lightBlue: 'Bleu clair', darkBlue: 'Bleu foncé', purple: 'Violet', pink: 'Rose',
  },
  tags: 'Balises',
  tagsHint: 'Des mots, ou des paires comme team=payments, selon lesquels la liste peut être groupée. Entrée en ajoute une.',
  tagPlaceholder: 'Ajouter une balise',
  tagWrong: (tag) => `« ${tag} » ne peut pas être une balise : utilisez des lettres, des chiffres et . : / + @ _ -, comme team=payments.`,
  tagsMany: (most) => `Un compte a au plus ${count(most)} balises.`,
  tagsGiven: (tags) => `Votre organisation ajoute ${tags}.`,
  removeTag: (tag) => `Retirer la balise ${tag}`,
  tagAdded: (tag) => `Balise ${tag} ajoutée.`,
  tagRemoved: (tag) => `Balise ${tag} retirée.`,
  hide: 'Le masquer',
  hideHint: 'Exclu de la liste, de la recherche et de la zone de notification, jusqu’à ce que vous affichiez les comptes masqués.',
  loading: 'Chargement de ce que vous en avez fait',
  save: 'Enregistrer',
  cancel: 'Annuler',
  done: (name) => `${name} est enregistré comme vous le voulez.`,
  hidden: 'masqué',
  hiddenLeft: (n) => plural(n, { one: `${count(n)} compte masqué`, other: `${count(n)} comptes masqués` }),
  hiddenShown: (n) => plural(n, { one: `${count(n)} compte masqué est affiché aussi`, other: `${count(n)} comptes masqués sont affichés aussi` }),
  showHidden: 'Afficher',
  hideHidden: 'Les exclure',
};

export const browsers: Text['browsers'] = {
  choice: ({ apart, browser, comes_to, profile, person }) => {
    const before = browser === null ? '' : `${browser} : `;
    const within = profile === null ? '' : ` dans ${profile}`;
    switch (apart) {
      case 'same':
        if (browser === null) return comes_to === null ? 'Navigateur par défaut' : `Navigateur par défaut (${comes_to})`;
        if (profile === null) return browser;
        return person === null ? `${browser} : ${profile}` : `${browser} : ${profile} (${person})`;
      case 'container': return browser === null ? 'Conteneur Firefox par compte' : `${browser} : conteneur par compte${within}`;
      case 'own': return `${before}${browser === null ? 'Profil' : 'profil'} propre à chaque compte`;
      case 'own_by_role': return `${before}${browser === null ? 'Profil' : 'profil'} propre à chaque rôle`;
    }
  },
  place: (called) => {
    switch (called.kind) {
      case 'default': return 'le navigateur par défaut';
      case 'browser': return called.browser;
      case 'profile': return `${called.browser} (profil ${called.profile})`;
      case 'container': return `${called.browser} (conteneur ${called.container})`;
      case 'own': return `${called.browser} (profil propre au compte)`;
      case 'gone': return called.place;
    }
  },
  notThere: (name) => `${name} – non disponible`,
  consoles: 'Les consoles s’ouvrent dans',
  consolesOf: (portal) => `Navigateur qui ouvre les consoles de ${portal}`,
  signIn: 'La connexion ouvre',
  signInOf: (portal) => `Navigateur qui se connecte à ${portal}`,
  account: 'Ses consoles s’ouvrent dans',
  likePortal: (name) => `Comme le portail : ${name}`,
  accountHint: 'Un conteneur ou un profil propre tient ce compte à l’écart de tout le reste dans le navigateur.',
  once: 'Navigateur',
  asUsual: (name) => `Comme d’habitude : ${name}`,
  onceHint: 'Pour la prochaine console seulement.',
  fixed: (name) => `Votre organisation veut ses consoles dans : ${name}.`,
  crowd: {
    title: (n) => plural(n, { one: `${count(n)} identité est déjà ouverte`, other: `${count(n)} identités sont déjà ouvertes` }),
    why: (called, n) => `Dans ${called}, vous êtes connecté sous ${plural(n, { one: `${count(n)} identité`, other: `${count(n)} identités` })}, tout ce qu’AWS permet à un navigateur. AWS vous demandera d’en déconnecter une.`,
    label: 'Qui y est connecté',
    member: (role, title) => `${role} dans ${title}`,
    anyway: 'Ouvrir quand même',
    apart: 'Dans son propre profil',
    cancel: 'Annuler',
  },
};

export const guard: Text['guard'] = {
  rails: guardrails,
  title: (role) => `Utiliser ${role} ?`,
  clock: (minutes) => `Pour ${plural(minutes, { one: `${count(minutes)} minute`, other: `${count(minutes)} minutes` })}. Ensuite, Portico oublie ses informations d’identification.`,
  why: 'Pourquoi',
  whyHint: 'Par exemple le numéro d’un ticket',
  whyOptional: 'Pourquoi (facultatif)',
  type: (name) => `Saisissez ${name} pour continuer`,
  orType: (name) => `ou saisissez ${name}`,
  hold: 'Maintenir pour continuer',
  holding: 'Maintenez encore…',
  go: 'Continuer',
  cancel: 'Annuler',
  stepped: 'Droits élevés',
  of: (role, account) => `${role} de ${account}`,
  left: (time) => `encore ${time}`,
  end: 'Terminer maintenant',
  endShort: 'Terminer',
  endOf: (role, account) => `Terminer maintenant : ${role} de ${account}`,
  ended: (role, account) => `${role} de ${account} est terminé. Les informations d’identification remises restent valides jusqu’à leur fin.`,
};

export const links: Text['links'] = {
  copy: 'Copier le lien',
  form: 'Lien pour',
  forms: [
    { id: 'portal', name: 'Portail, ce rôle' },
    { id: 'portal_without_role', name: 'Portail, tout rôle' },
    { id: 'app', name: 'Portico, ce rôle' },
    { id: 'app_without_role', name: 'Portico, tout rôle' },
  ],
  copied: (account) => `Lien vers ${account} copié. Il ne contient aucun secret.`,
  title: 'Ouvrir ce lien ?',
  lead: 'Quelqu’un vous a donné un lien vers une console. Rien n’a été ouvert.',
  wrong: 'Ce lien ne mène nulle part',
  portal: 'Portail',
  account: 'Compte',
  role: 'Rôle',
  where: 'Où',
  anywhere: 'Là où mène le portail',
  weakest: 'Le lien ne nomme aucun rôle ; voici votre plus faible là-bas.',
  open: 'Ouvrir la console',
  cancel: 'Annuler',
  close: 'Fermer',
};

export const portalForm: Text['portalForm'] = {
  words: 'URL de démarrage, lien, hôte ou nom court',
  placeholder: 'https://votreentreprise.awsapps.com/start',
  find: 'Trouver',
  finding: 'Recherche du portail',
  nothing: 'Collez ce que votre organisation vous a donné, par exemple https://votreentreprise.awsapps.com/start.',
  found: (host, region) => `${host} trouvé dans ${region}.`,
  foundNoRegion: (host) => `${host} trouvé. Choisissez sa Région.`,
  foundUnknown: (host) => `${host} trouvé ; ce n’est pas un hôte d’AWS. Saisissez-le pour confirmer.`,
  known: 'Un hôte d’AWS même',
  leads: (from, to) => `${from} mène à ${to}.`,
  unknown: (host) =>
    `${host} n’est pas un hôte d’AWS : qui l’exploite pourrait vous montrer des comptes à lui. Ne continuez que si votre organisation vous a donné cette adresse.`,
  alike: (host) =>
    `${host} ressemble à un hôte d’AWS et n’en est pas un : qui l’exploite pourrait vous montrer des comptes à lui. Ne continuez que si votre organisation vous a donné exactement cette adresse.`,
  confirm: (host) => `Saisissez ${host} pour confirmer`,
  unconfirmed: 'Le bouton fonctionne dès que l’hôte est saisi exactement.',
  region: 'Région du portail',
  noRegion: 'Choisir une Région',
  regionFound: 'Le portail le dit lui-même.',
  name: 'Nommez-le',
  nameWrong: 'Au plus 40 lettres, chiffres, points, tirets et tirets bas, une lettre ou un chiffre d’abord.',
  nameTaken: (name) => `Il existe déjà un portail appelé ${name}.`,
  shared: (others) => `${others} utilise le même portail : ce sont deux personnes, chacune avec une session.`,
  advanced: 'Plus de Régions, d’autres hôtes, une adresse locale',
  also: 'Régions supplémentaires',
  alsoPlaceholder: 'us-east-1, eu-central-1',
  alsoHint: 'Pour une instance dans plusieurs Régions : essayées dans cet ordre quand la première ne répond pas.',
  alsoHintLocal: 'Chacune avec son adresse, comme us-east-1=http://127.0.0.1:8124.',
  alsoMany: (most) => `Une instance a au plus ${count(most)} Régions supplémentaires.`,
  alsoWrong: (word) => `« ${word} » n’est pas une Région.`,
  hosts: 'Hôtes',
  hostChoices: [
    { id: 'standard', name: 'Standard' },
    { id: 'dual-stack', name: 'Double pile (IPv4 et IPv6)' },
    { id: 'fips', name: 'FIPS' },
    { id: 'fips-dual-stack', name: 'FIPS et double pile' },
  ],
  endpoint: 'Adresse d’un Identity Center local',
  endpointPlaceholder: 'http://127.0.0.1:8123',
  endpointHint: 'Telle que portico center l’a affichée. Rien ne va à AWS.',
  submit: 'Ajouter et se connecter',
};

export const serving: Text['serving'] = {
  title: 'Fourni aux outils',
  open: 'Fournir aux outils…',
  sheet: {
    title: 'Fournir des informations d’identification sur cet ordinateur',
    lead: 'Vos SDK, conteneurs et IDE reçoivent des informations d’identification fraîches de ce rôle par une adresse locale, qui demande un jeton que personne ne peut deviner. Aucune clé ne se trouve dans un fichier ni dans leur environnement.',
    idle: 'Si personne ne demande, arrêter après',
    idles: [
      { minutes: 15, name: '15 minutes' },
      { minutes: 60, name: '1 heure' },
      { minutes: 240, name: '4 heures' },
      { minutes: 0, name: 'jamais : jusqu’à ce que je l’arrête' },
    ],
    lock: 'Arrêter quand l’écran est verrouillé',
    always: 'De toute façon, cela s’arrête à la déconnexion et avec Portico.',
    act: 'Fournir',
    cancel: 'Annuler',
  },
  label: (account, role) => `Fourni aux outils : ${role} de ${account}`,
  card: (account, role) => `${role} de ${account} est fourni aux outils`,
  since: (time) => `Depuis ${time}`,
  untilIdle: (time) => `Jusqu’à ${time}, sauf si un outil demande avant`,
  untilStopped: 'Jusqu’à ce que vous l’arrêtiez ou vous déconnectiez',
  untilLocked: 'S’arrête aussi quand l’écran est verrouillé',
  nobody: 'Personne n’a encore demandé.',
  asked: (times, by, when) => `Demandé ${plural(times, { one: 'une fois', other: `${count(times)} fois` })}, en dernier par ${by}, ${when}.`,
  aProgram: 'un programme',
  askedShort: (by, when) => `Demandé par ${by}, ${when}`,
  nobodyShort: 'Pas encore demandé',
  copy: 'Copier les paramètres',
  copyFor: (form) => `Copier les paramètres pour ${form}`,
  stop: 'Arrêter',
  stopOf: (account, role) => `Arrêter : ${role} de ${account}`,
  goTo: (account) => `Aller à ${account}`,
  started: (role, account) => `${role} de ${account} est fourni. Copiez les paramètres pour votre outil.`,
  copied: (form) => `Paramètres pour votre outil copiés pour ${form} : qui les a reçoit des informations d’identification jusqu’à ce que vous arrêtiez.`,
  stopped: 'L’adresse est fermée. Les informations d’identification remises restent valides jusqu’à leur fin.',
};

export const support: Text['support'] = {
  on: 'Mode support : seuls les rôles de lecture sont affichés.',
  all: 'Mode support : les rôles qui font plus que lire sont affichés aussi.',
  show: 'Afficher tous les rôles',
  hide: 'Seulement ceux de lecture',
  withheld: (n) => plural(n, { one: `${count(n)} rôle fait plus que lire`, other: `${count(n)} rôles font plus que lire` }),
};

export const visits: Text['visits'] = {
  label: 'Lieux de ce compte',
  star: (title, region) => `Favori : ${title}${region === null ? '' : `, ${region}`}`,
  keep: (title) => `Garder ${title} ici`,
  starred: (title) => `${title} est gardé pour ce compte.`,
  unstarred: (title) => `${title} n’est plus gardé.`,
};
