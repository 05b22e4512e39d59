// Spanish, of an account, browsers, guarded roles, links, adding a portal, local endpoints, support mode and places.
import { count, plural } from '../../numbers';
import type { Text } from '../../text';
import { guardrails } from './more';

export const account: Text['account'] = {
  title: 'Nombre, color, etiquetas y navegador',
  open: 'Editar la cuenta…',
  of: 'Sobre la cuenta',
  byAws: (name) => `AWS la llama ${name}.`,
  isHidden: 'Fuera de la lista',
  what: (name, number) => `${name} · ${number}`,
  nickname: 'Cómo la llama usted',
  nicknameHint: 'Se muestra en lugar de su nombre, y la búsqueda lo encuentra.',
  nicknameLong: (most) => `Use como máximo ${count(most)} caracteres.`,
  colour: 'Color',
  automatic: 'Automático',
  colours: {
    red: 'Rojo', orange: 'Naranja', yellow: 'Amarillo', green: 'Verde', teal: 'Verde azulado', lightBlue: 'Azul claro', darkBlue: 'Azul oscuro', purple: 'Morado', pink: 'Rosa',
  },
  tags: 'Etiquetas',
  tagsHint: 'Palabras, o pares como team=payments, por los que se puede agrupar la lista. Intro añade una.',
  tagPlaceholder: 'Añadir una etiqueta',
  tagWrong: (tag) => `«${tag}» no puede ser una etiqueta: use letras, cifras y . : / + @ _ -, como team=payments.`,
  tagsMany: (most) => `Una cuenta tiene como máximo ${count(most)} etiquetas.`,
  tagsGiven: (tags) => `Su organización añade ${tags}.`,
  removeTag: (tag) => `Quitar la etiqueta ${tag}`,
  tagAdded: (tag) => `Etiqueta ${tag} añadida.`,
  tagRemoved: (tag) => `Etiqueta ${tag} quitada.`,
  hide: 'Ocultarla',
  hideHint: 'Fuera de la lista, la búsqueda y la bandeja, hasta que muestre las cuentas ocultas.',
  loading: 'Cargando lo que hizo de ella',
  save: 'Guardar',
  cancel: 'Cancelar',
  done: (name) => `${name} se guarda como la dejó.`,
  hidden: 'oculta',
  hiddenLeft: (n) => plural(n, { one: '1 cuenta oculta', other: `${count(n)} cuentas ocultas` }),
  hiddenShown: (n) => plural(n, { one: '1 cuenta oculta se muestra también', other: `${count(n)} cuentas ocultas se muestran también` }),
  showHidden: 'Mostrar',
  hideHidden: 'Dejarlas fuera',
};

export const browsers: Text['browsers'] = {
  choice: ({ apart, browser, comes_to, profile, person }) => {
    const before = browser === null ? '' : `${browser}: `;
    const within = profile === null ? '' : ` en ${profile}`;
    switch (apart) {
      case 'same':
        if (browser === null) return comes_to === null ? 'Navegador predeterminado' : `Navegador predeterminado (${comes_to})`;
        if (profile === null) return browser;
        return person === null ? `${browser}: ${profile}` : `${browser}: ${profile} (${person})`;
      case 'container': return browser === null ? 'Contenedor de Firefox por cuenta' : `${browser}: contenedor por cuenta${within}`;
      case 'own': return `${before}${browser === null ? 'Perfil' : 'perfil'} propio por cuenta`;
      case 'own_by_role': return `${before}${browser === null ? 'Perfil' : 'perfil'} propio por rol`;
    }
  },
  place: (called) => {
    switch (called.kind) {
      case 'default': return 'el navegador predeterminado';
      case 'browser': return called.browser;
      case 'profile': return `${called.browser} (perfil ${called.profile})`;
      case 'container': return `${called.browser} (contenedor ${called.container})`;
      case 'own': return `${called.browser} (perfil propio de la cuenta)`;
      case 'gone': return called.place;
    }
  },
  notThere: (name) => `${name} – no disponible`,
  consoles: 'Las consolas se abren en',
  consolesOf: (portal) => `Navegador que abre las consolas de ${portal}`,
  signIn: 'El inicio de sesión abre',
  signInOf: (portal) => `Navegador que inicia sesión en ${portal}`,
  account: 'Sus consolas se abren en',
  likePortal: (name) => `Como el portal: ${name}`,
  accountHint: 'Un contenedor o un perfil propio mantiene esta cuenta aparte de todo lo demás en el navegador.',
  once: 'Navegador',
  asUsual: (name) => `Como siempre: ${name}`,
  onceHint: 'Solo para la próxima consola.',
  fixed: (name) => `Su organización quiere sus consolas en: ${name}.`,
  crowd: {
    title: (n) => plural(n, { one: '1 identidad ya está abierta', other: `${count(n)} identidades ya están abiertas` }),
    why: (called, n) => `En ${called} tiene la sesión iniciada con ${plural(n, { one: '1 identidad', other: `${count(n)} identidades` })}, todo lo que AWS permite en un navegador. AWS le pedirá cerrar la sesión de una.`,
    label: 'Quién tiene la sesión iniciada allí',
    member: (role, title) => `${role} en ${title}`,
    anyway: 'Abrir de todos modos',
    apart: 'En su propio perfil',
    cancel: 'Cancelar',
  },
};

export const guard: Text['guard'] = {
  rails: guardrails,
  title: (role) => `¿Usar ${role}?`,
  clock: (minutes) => `Durante ${plural(minutes, { one: '1 minuto', other: `${count(minutes)} minutos` })}. Después, Portico olvida sus credenciales.`,
  why: 'Por qué',
  whyHint: 'Por ejemplo, el número de un tique',
  whyOptional: 'Por qué (opcional)',
  type: (name) => `Escriba ${name} para continuar`,
  orType: (name) => `o escriba ${name}`,
  hold: 'Mantener pulsado para continuar',
  holding: 'Siga pulsando…',
  go: 'Continuar',
  cancel: 'Cancelar',
  stepped: 'Permisos elevados',
  of: (role, account) => `${role} de ${account}`,
  left: (time) => `quedan ${time}`,
  end: 'Terminar ahora',
  endShort: 'Terminar',
  endOf: (role, account) => `Terminar ahora: ${role} de ${account}`,
  ended: (role, account) => `${role} de ${account} ha terminado. Las credenciales entregadas valen hasta su fin.`,
};

export const links: Text['links'] = {
  copy: 'Copiar el enlace',
  form: 'Enlace para',
  forms: [
    { id: 'portal', name: 'Portal, este rol' },
    { id: 'portal_without_role', name: 'Portal, cualquier rol' },
    { id: 'app', name: 'Portico, este rol' },
    { id: 'app_without_role', name: 'Portico, cualquier rol' },
  ],
  copied: (account) => `Enlace a ${account} copiado. No contiene ningún secreto.`,
  title: '¿Abrir este enlace?',
  lead: 'Alguien le dio un enlace a una consola. No se ha abierto nada.',
  wrong: 'Este enlace no lleva a ninguna parte',
  portal: 'Portal',
  account: 'Cuenta',
  role: 'Rol',
  where: 'Dónde',
  anywhere: 'Adonde lleve el portal',
  weakest: 'El enlace no nombra ningún rol; este es el más débil que tiene allí.',
  open: 'Abrir la consola',
  cancel: 'Cancelar',
  close: 'Cerrar',
};

export const portalForm: Text['portalForm'] = {
  words: 'URL de inicio, enlace, host o nombre corto',
  placeholder: 'https://suempresa.awsapps.com/start',
  find: 'Buscar',
  finding: 'Buscando el portal',
  nothing: 'Pegue lo que su organización le dio, por ejemplo https://suempresa.awsapps.com/start.',
  found: (host, region) => `Se encontró ${host} en ${region}.`,
  foundNoRegion: (host) => `Se encontró ${host}. Elija su Región.`,
  foundUnknown: (host) => `Se encontró ${host}, que no es un host de AWS. Escríbalo para confirmar.`,
  known: 'Un host de la propia AWS',
  leads: (from, to) => `${from} lleva a ${to}.`,
  unknown: (host) =>
    `${host} no es un host de AWS: quien lo opera podría mostrarle cuentas suyas. Continúe solo si su organización le dio esta dirección.`,
  alike: (host) =>
    `${host} parece un host de AWS y no lo es: quien lo opera podría mostrarle cuentas suyas. Continúe solo si su organización le dio exactamente esta dirección.`,
  confirm: (host) => `Escriba ${host} para confirmarlo`,
  unconfirmed: 'El botón funciona en cuanto el host está escrito exactamente.',
  region: 'Región del portal',
  noRegion: 'Elegir una Región',
  regionFound: 'El propio portal lo dice.',
  name: 'Llámelo',
  nameWrong: 'Use hasta 40 letras, cifras, puntos, guiones y guiones bajos, primero una letra o cifra.',
  nameTaken: (name) => `Ya hay un portal llamado ${name}.`,
  shared: (others) => `${others} usa el mismo portal: son dos personas, cada una con su sesión.`,
  advanced: 'Más Regiones, otros hosts, una dirección local',
  also: 'Regiones adicionales',
  alsoPlaceholder: 'us-east-1, eu-central-1',
  alsoHint: 'Para una instancia en varias Regiones: se prueban en este orden cuando la primera no responde.',
  alsoHintLocal: 'Cada una con su dirección, como us-east-1=http://127.0.0.1:8124.',
  alsoMany: (most) => `Una instancia tiene como máximo ${count(most)} Regiones adicionales.`,
  alsoWrong: (word) => `«${word}» no es una Región.`,
  hosts: 'Hosts',
  hostChoices: [
    { id: 'standard', name: 'Estándar' },
    { id: 'dual-stack', name: 'Doble pila (IPv4 e IPv6)' },
    { id: 'fips', name: 'FIPS' },
    { id: 'fips-dual-stack', name: 'FIPS y doble pila' },
  ],
  endpoint: 'Dirección de un Identity Center local',
  endpointPlaceholder: 'http://127.0.0.1:8123',
  endpointHint: 'Tal como portico center la mostró. Nada va a AWS.',
  submit: 'Añadir e iniciar sesión',
};

export const serving: Text['serving'] = {
  title: 'Servido a herramientas',
  open: 'Servir a herramientas…',
  sheet: {
    title: 'Servir credenciales en este equipo',
    lead: 'Sus SDK, contenedores e IDE obtienen credenciales frescas de este rol en una dirección local, que exige un token que nadie puede adivinar. Ninguna clave queda en un archivo ni en su entorno.',
    idle: 'Si nadie pide, detener tras',
    idles: [
      { minutes: 15, name: '15 minutos' },
      { minutes: 60, name: '1 hora' },
      { minutes: 240, name: '4 horas' },
      { minutes: 0, name: 'nunca: hasta que lo detenga' },
    ],
    lock: 'Detener cuando se bloquee la pantalla',
    always: 'En todo caso se detiene al cerrar sesión y con Portico.',
    act: 'Servir',
    cancel: 'Cancelar',
  },
  label: (account, role) => `Servido a herramientas: ${role} de ${account}`,
  card: (account, role) => `${role} de ${account} se sirve a herramientas`,
  since: (time) => `Desde: ${time}`,
  untilIdle: (time) => `Hasta: ${time}, salvo que una herramienta pida antes`,
  untilStopped: 'Hasta que lo detenga o cierre sesión',
  untilLocked: 'También se detiene al bloquearse la pantalla',
  nobody: 'Nadie ha pedido aún.',
  asked: (times, by, when) => `Pedido ${plural(times, { one: 'una vez', other: `${count(times)} veces` })}, la última por ${by}, ${when}.`,
  aProgram: 'un programa',
  askedShort: (by, when) => `Pedido por ${by}, ${when}`,
  nobodyShort: 'Aún sin pedir',
  copy: 'Copiar los ajustes',
  copyFor: (form) => `Copiar los ajustes para ${form}`,
  stop: 'Detener',
  stopOf: (account, role) => `Detener: ${role} de ${account}`,
  goTo: (account) => `Ir a ${account}`,
  started: (role, account) => `Se sirve ${role} de ${account}. Copie los ajustes para su herramienta.`,
  copied: (form) => `Ajustes para su herramienta copiados para ${form}: quien los tenga obtiene credenciales hasta que lo detenga.`,
  stopped: 'La dirección está cerrada. Las credenciales entregadas valen hasta su fin.',
};

export const support: Text['support'] = {
  on: 'Modo de soporte: solo se muestran los roles de lectura.',
  all: 'Modo de soporte: también se muestran los roles que hacen más que leer.',
  show: 'Mostrar todos los roles',
  hide: 'Solo los de lectura',
  withheld: (n) => plural(n, { one: '1 rol hace más que leer', other: `${count(n)} roles hacen más que leer` }),
};

export const visits: Text['visits'] = {
  label: 'Lugares de esta cuenta',
  star: (title, region) => `Favorito: ${title}${region === null ? '' : `, ${region}`}`,
  keep: (title) => `Guardar ${title} aquí`,
  starred: (title) => `${title} se guarda para esta cuenta.`,
  unstarred: (title) => `${title} ya no se guarda.`,
};
