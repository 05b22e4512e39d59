// Spanish, of the quick picker, diagnostics, guardrails and where credentials come from.
import { count, plural } from '../../numbers';
import type { Text } from '../../text';

export const picker: Text['picker'] = {
  title: 'Selector rápido',
  label: 'Cuenta, rol, servicio y región',
  placeholder: 'Cuenta, read o admin, servicio, región',
  found: 'Cuentas que coinciden',
  none: 'Ninguna cuenta coincide.',
  lacks: { portal: 'Todavía no hay ningún portal: Intro abre Portico, donde puede añadir uno.', sign_in: 'No ha iniciado sesión: Intro abre Portico, donde puede iniciarla.' },
  dear: 'Primero las favoritas y las recientes',
  total: (n) => plural(n, { one: '1 cuenta', other: `${count(n)} cuentas` }),
  enter: (where) => (where === '' ? 'abre la consola' : `abre ${where}`),
  tab: 'otro rol',
  escape: 'cierra',
  key: 'Selector rápido',
  keyName: 'Atajo',
  keyHint: 'Abre una pequeña búsqueda por encima de todo, esté donde esté.',
  change: 'Cambiar',
  press: 'Pulse las teclas…',
  off: 'Desactivar',
  usual: (keys) => `Usar ${keys}`,
  done: (keys) => `${keys} abre el selector rápido.`,
  doneOff: 'Ningún atajo abre el selector rápido.',
  standing: {
    on: '',
    off: 'Ahora no lo abre ningún atajo.',
    taken: 'Otro programa tiene este atajo: elija otro.',
    unavailable: 'Este escritorio no da atajos propios a los programas. En su configuración, haga que una tecla ejecute: portico-app --picker',
  },
};

export const diagnostics: Text['diagnostics'] = {
  title: 'Diagnóstico',
  lead: 'Si está en orden todo lo que Portico necesita, como lo dice portico doctor. No se cambia nada.',
  look: 'Comprobar este equipo',
  again: 'Comprobar de nuevo',
  reach: 'Preguntar también a los portales',
  reachHint: 'A los portales solo se les pregunta cuando usted lo dice.',
  looking: 'Comprobando…',
  levels: { good: 'En orden', note: 'Nota', warning: 'Advertencia', problem: 'Problema' },
  checks: {
    credentials: 'Credenciales', profiles: 'Perfiles', settings: 'Configuración', clock: 'Reloj', certificates: 'Certificados', proxy: 'Servidor proxy', portal: 'Portal de acceso',
    keychain: 'Llavero', session: 'Sesión', caches: 'Memorias caché', programs: 'Programas', files: 'Archivos',
  },
  summary: (problems, warnings) => {
    const [p, w] = [plural(problems, { one: '1 problema', other: `${problems} problemas` }), plural(warnings, { one: '1 advertencia', other: `${warnings} advertencias` })];
    if (problems + warnings === 0) return 'Todo está en orden.';
    return problems === 0 ? `${w}, nada que impida funcionar a Portico.` : warnings === 0 ? `${p}.` : `${p}, ${w}.`;
  },
  findings: 'Lo que se encontró',
  facts: 'Versiones y ubicaciones',
  fact: {
    portico: 'Portico', web_view: 'Vista web', system: 'Sistema', settings: 'Configuración', catalog: 'Cuentas', journal: 'Registro', organisation: 'Su organización',
    aws_config: 'Configuración de AWS', aws_credentials: 'Credenciales de AWS',
  },
  report: 'Lo que dice el informe',
  reportLabel: 'El informe',
  reportHint: 'No contiene ningún secreto ni el nombre de su carpeta personal, y de los números de cuenta solo el final.',
  copy: 'Copiar el informe',
  save: 'Guardar el informe',
  saved: (path) => `El informe está en ${path}.`,
};

export const guardrails: Text['guard']['rails'] = {
  title: 'Protecciones',
  lead: 'Lo que hay entre usted y los roles que pueden más que leer. Los roles que solo leen se abren al momento, también en producción.',
  loading: 'Leyendo las protecciones',
  guards: {
    admin: { name: 'Roles de administración', hint: 'Roles que pueden cambiarlo todo' },
    production: { name: 'Roles en producción', hint: 'Roles que hacen más que leer, en cuentas marcadas como producción' },
    write: { name: 'Roles que pueden cambiar cosas', hint: 'En cualquier cuenta; también los roles cuyo nombre no lo dice' },
  },
  ways: { free: 'Abrir al momento', hold: 'Mantener un botón', type: 'Escribir el nombre', never: 'No usar' },
  least: (way) => `Como mínimo: ${way.toLowerCase()}`,
  asWrite: 'Nunca más fácil que los roles que pueden cambiar cosas',
  minutes: { name: 'Un rol confirmado puede usarse durante', hint: 'Después Portico olvida sus credenciales y vuelve a preguntar.' },
  span: (n) => (n % 60 !== 0 || n === 0 ? plural(n, { one: '1 minuto', other: `${n} minutos` }) : plural(n / 60, { one: '1 hora', other: `${n / 60} horas` })),
  most: (span) => `Como máximo ${span}`,
  switches: {
    reason: { name: 'Hay que dar un motivo', hint: 'Queda en el registro. Siempre se puede dar uno.' },
    tools: { name: 'Las herramientas le esperan', hint: 'Obtienen credenciales de esos roles solo mientras usted los haya confirmado.' },
    support: { name: 'Modo de soporte', hint: 'La lista, el selector y la bandeja muestran solo roles que leen; todos los demás se confirman.' },
  },
  rules: (n) => (n === 0 ? 'Reglas para cuentas y roles' : `Reglas para cuentas y roles (${n})`),
  production: 'Marcadas como producción',
  others: 'No son producción, se llamen como se llamen',
  classes: 'Qué son los roles, se llamen como se llamen',
  noRules: 'No hay ninguna: los nombres y las etiquetas dicen qué es producción y qué puede un rol.',
  ignored: 'Junto a las protecciones de su organización, sus propias cuentas que no son producción no cuentan.',
  byHand: (path) => `Se escriben a mano en ${path}.`,
  is: 'es',
  kept: 'Las protecciones están guardadas.',
};

export const explain: Text['profiles']['explain'] = {
  open: (profile) => `De dónde obtiene ${profile} sus credenciales`,
  title: (profile) => `De dónde obtiene ${profile} sus credenciales`,
  loading: 'Leyendo los archivos de AWS',
  wins: 'Las herramientas toman esta',
  winsWhy: 'Es la primera definida de los lugares donde buscan las herramientas.',
  fails: 'Las herramientas toman esta y fallan',
  failsWhy: 'Es la primera definida. Ninguna herramienta sigue buscando, aunque falle.',
  nothing: 'Ninguna herramienta encuentra credenciales',
  passed: 'Pasada por alto, porque viene después',
  ignored: 'No se mira, porque se nombra el perfil',
  others: 'Qué más está definido',
  sources: {
    environment: 'Claves en el entorno',
    'assumed-role': 'Un rol asumido',
    'web-identity': 'Una identidad web',
    'identity-center': 'El inicio de sesión propio de la AWS CLI',
    'credentials-file': 'Claves en el archivo credentials',
    login: 'Inicio de sesión con aws login',
    process: 'Un programa (credential_process)',
    'config-file': 'Claves en el archivo config',
    container: 'Un punto de conexión local',
    instance: 'El propio equipo, si es de AWS',
  },
  notes: 'En qué discrepan las herramientas',
  terminal: 'Esto vale para --profile, con lo que Portico sabe. Un terminal puede tener sus propias variables: ejecute allí',
  close: 'Cerrar',
};

export const updates: Text['updates'] = {
  title: 'Actualizaciones',
  lead: 'Portico busca una versión más reciente solo cuando usted lo pide. Lo que no esté firmado por sus autores no se instala.',
  look: 'Buscar actualizaciones',
  looking: 'Buscando…',
  off: 'Este Portico no admite actualizaciones. Actualícelo de la misma forma en que se instaló.',
  newest: (version) => `${version} es la versión más reciente.`,
  installed: (version) => `${version} está instalada. Salga de Portico y vuelva a iniciarlo para usarla.`,
};
