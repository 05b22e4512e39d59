// Spanish, of what changed, what was written down and what ends when.
import { count, plural } from '../../numbers';
import type { Text } from '../../text';

const KEEP = 'Deje journal.sqlite3 y journal.head como están y muéstrelos a quien cuida de este equipo.';

export const activity: Text['activity'] = {
  title: 'Actividad',
  lead: 'Qué termina y cuándo, y qué ocurrió.',
  fresh: 'nuevo',
  unseen: (n) => plural(n, { one: '1 cambio que no ha visto', other: `${count(n)} cambios que no ha visto` }),
  goTo: (name) => `Ir a ${name}`,
  gone: (name) => `${name} ya no está en su lista.`,
  what: {
    gained: (change) => `Ha obtenido ${change.name}`,
    lost: (change) => `Ha perdido ${change.name}`,
    renamed: (change) => `${change.former || change.number} se llama ahora ${change.name}`,
    role_gained: (change) => `Nuevo rol ${change.role ?? ''} en ${change.name}`,
    role_raised: (change) => `Nuevo rol ${change.role ?? ''} en ${change.name}: allí puede hacer más que antes`,
    role_lost: (change) => `El rol ${change.role ?? ''} en ${change.name} ya no está`,
  },
  today: 'Hoy',
  yesterday: 'Ayer',
  check: 'Comprobar si hay acceso nuevo',
  checkIn: (portal) => `Comprobar si hay acceso nuevo en ${portal}`,
  looking: (time) => `Buscando acceso nuevo hasta: ${time}`,
  lookingIn: (portal, time) => `Buscando acceso nuevo en ${portal} hasta: ${time}`,
  lookingHint: 'Se le avisa en cuanto lo haya.',
  stop: 'Detener',
  stopIn: (portal) => `Detener la búsqueda de acceso nuevo en ${portal}`,
  arrived: (portal) => `Su acceso nuevo en ${portal} ya está.`,
  nothingCame: (portal) => `Por ahora no hay acceso nuevo en ${portal}.`,
};

export const journal: Text['journal'] = {
  title: 'Qué ocurrió',
  none: 'Aún no ha ocurrido nada.',
  noneHint: 'Aquí se anotan los inicios de sesión, las consolas, las credenciales entregadas, las elevaciones y los cambios de lo que puede abrir. Nunca un secreto.',
  noMatch: 'Nada de eso está en el registro.',
  showAll: 'Mostrar todo',
  loading: 'Cargando lo ocurrido',
  search: 'Buscar en lo ocurrido',
  placeholder: 'Cuenta, rol, motivo, herramienta…',
  groupLabel: 'Qué se muestra',
  portalLabel: 'De qué portal',
  everything: 'Todo',
  allPortals: 'Todos los portales',
  groups: {
    sessions: 'Inicios de sesión', consoles: 'Consolas', credentials: 'Credenciales', profiles: 'Perfiles', stepUps: 'Elevaciones y protecciones', access: 'Su acceso', journal: 'El propio registro',
  },
  older: 'Mostrar anteriores',
  refused: 'Lo ocurrido no se puede mostrar.',
  trouble: 'Lo último que ocurrió no se pudo anotar.',
  saveCsv: 'Guardar como CSV',
  saveJson: 'Guardar como JSON',
  saved: (path) => `Guardado en ${path}`,
  of: (what, account) => `${what}: ${account}`,
  inRole: (role) => `como ${role}`,
  until: (time) => `hasta: ${time}`,
  reason: (reason) => `«${reason}»`,
  by: { window: 'en la ventana', tray: 'en la bandeja', terminal: 'en el terminal', tool: 'por una herramienta', portico: 'por sí solo' },
  byProgram: (program) => `por ${program}`,
  verify: 'Verificar',
  verifying: 'Verificando…',
  whole: (entries) =>
    entries === 0
      ? 'Aún no hay registro, así que no hay nada que verificar.'
      : `El registro está intacto: ${plural(entries, { one: 'su única entrada está tal como se escribió', other: `sus ${count(entries)} entradas están tal como se escribieron` })}, no falta ninguna.`,
  andMore: (n) => plural(n, { one: 'Hay otra cosa mal.', other: `Hay otras ${count(n)} cosas mal.` }),
  remedy: {
    changed: KEEP,
    missing: KEEP,
    cut: KEEP,
    replaced: KEEP,
    gone: 'Busque journal.sqlite3 en una copia de seguridad de la carpeta de Portico y avise a quien cuida de este equipo.',
    damaged: 'Compruebe el disco. Portico conserva el archivo dañado y empieza un registro nuevo con la próxima entrada.',
    unnoted: 'Lo próximo que ocurra anota de nuevo su final; hasta entonces no se notarían entradas cortadas al final.',
    began_anew: 'El anterior se conserva a su lado como journal-damaged-….sqlite3. `portico journal prune` termina este aviso.',
    unexpected: KEEP,
  },
};

export const clocks: Text['clocks'] = {
  title: 'Qué termina y cuándo',
  none: 'No hay nada en marcha: ni sesión, ni credenciales, ni consola.',
  session: (portal) => `Sesión en ${portal}`,
  stepUp: (role, account) => `Permisos elevados: ${role} de ${account}`,
  serving: (role, account) => `Servido a herramientas: ${role} de ${account}`,
  servingIdle: 'salvo que una herramienta pida antes',
  credentials: (role, account) => `Credenciales: ${role} de ${account}`,
  consoles: (n, called) => plural(n, { one: `Una consola en ${called}`, other: `${count(n)} consolas en ${called}` }),
  atMost: (left) => `${left} como máximo`,
  all: (n) => `Mostrar todo (${count(n)})`,
  who: (role, account) => `${role} de ${account}`,
  signOut: 'Cerrar sesión',
  signOutOf: (called, n) => plural(n, { one: `Cerrar sesión de la consola en ${called}`, other: `Cerrar sesión de ${count(n)} consolas en ${called}` }),
  signedOut: (called) => `Se envió ${called} a cerrar la sesión de sus consolas.`,
  over: 'terminado',
  untilStopped: 'hasta que lo detenga',
};
