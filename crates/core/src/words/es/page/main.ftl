# Spanish, in the window: the frame, the list of accounts, the quick picker.
# Address: "usted"; terms as the AWS console in Spanish has them.

## The product.

product = Portico

## A fault of Portico’s own.

fault-message = Portico no pudo terminar por un fallo propio.
fault-remedy = Inténtelo de nuevo; si persiste, comuníquelo con la salida de portico doctor.

## Going from page to page.

nav-label = Páginas
nav-access = Acceso
nav-profiles = { profiles-title }
nav-activity = { activity-title }
nav-settings = Configuración

## Problems.

problem-label = Problema
problem-in = { $portal }:
problem-dismiss = Descartar
problem-retry = Reintentar
problem-request = Solicitar acceso
problem-signIn = Iniciar sesión
problem-useCode = Usar un código

## The search.

search-label = Buscar cuentas
search-placeholder = Nombre, número, correo, rol o etiqueta
search-clear = Borrar la búsqueda
search-results =
    { $n ->
        [0] Ninguna cuenta coincide.
        [one] 1 cuenta encontrada.
        [many] { $n } de cuentas encontradas.
       *[other] { $n } cuentas encontradas.
    }

## The list of accounts.

list-label = Las cuentas y sus roles
list-section-favourites = Favoritas
list-section-recent = Recientes
list-section-matches = Coincidencias
list-section-group = Todas las cuentas
list-others = Otras cuentas
list-accounts =
    { $n ->
        [one] 1 cuenta
        [many] { $n } de cuentas
       *[other] { $n } cuentas
    }
list-star = Favorita: { $name }
list-more = +{ $n }
list-moreLabel = { $n } más: { $names }
# Between names that follow each other.
list-comma = ,{ " " }
list-noRoles = Ningún rol aquí
list-notListed = Roles aún no listados
list-noName = no tiene nombre
list-old = hace { $days }
list-asOf = Roles, estado: { $day }
list-yesterday = ayer
list-called = { $nickname } ({ $name })
list-loading = Cargando las cuentas
list-loadingOne = Cargando
list-group = Agrupar
list-groupLabel = Cómo se agrupan las cuentas
list-groups-name = por nombre
list-groups-tag = por { $key }
list-groups-flat = sin agrupar

## Where a console lands.

place-anyAccount = en la cuenta que elija
place-console = Consola de AWS

## What roles can do.

roleClass-read-word = lectura
roleClass-read-meaning = Mira, no cambia nada
roleClass-unknown-word = desconocido
roleClass-unknown-meaning = Su nombre no dice qué puede hacer
roleClass-write-word = escritura
roleClass-write-meaning = Cambia cosas
roleClass-admin-word = admin
roleClass-admin-meaning = Cambia todo

## The chosen role.

role-panel = Rol elegido
role-where = { $portal } / { $account }
role-openConsole = Abrir la consola
role-openShort = Abrir
role-service = Servicio
role-anyService = Inicio
role-noService = Ningún servicio se llama así.
role-services =
    { $n ->
        [one] 1 servicio
       *[other] { $n } servicios
    }
role-region = Región
role-anyRegion = Predeterminada
role-copy = Copiar credenciales
role-copyShort = Copiar
role-form = Copiar para
role-forms-cmd = Símbolo del sistema
role-forms-env = Archivo .env
role-exportProfile = Exportar perfil
role-exportShort = Exportar
role-details = Detalles
role-credentials = Credenciales
role-timeLeft = quedan { $left }
role-renews = Se renuevan solas mientras tenga la sesión iniciada.
role-none = Aún no hay credenciales
role-noneHint = Portico las pide cuando usa este rol.
role-ended = Credenciales caducadas
role-others = Otros roles aquí
role-lastUsed = Último uso { $when }
role-neverUsed = Nunca usado desde aquí
role-nothing = Elija una cuenta para ver qué puede hacer en ella.

## How the listing gets on.

listing-progress =
    { $total ->
        [one] { $done } de 1 cuenta en la lista
        [many] { $done } de { $total } de cuentas en la lista
       *[other] { $done } de { $total } cuentas en la lista
    }
listing-progressShort = { $done } de { $total } en la lista
listing-progressOf = Progreso de la lista de { $portal }
listing-paced = No hay nada que hacer: la lista avanza al ritmo del portal.
listing-starting = Listando las cuentas
listing-slowed = { $portals }: se pidió a Portico ir más despacio, la lista avanza a ese ritmo.
listing-progressSlowed = { $done } de { $total } en la lista, más despacio por { $portals }
listing-slowedShort = Pidió ir más despacio
listing-label = Progreso de la lista
listing-listed = Última lista completa { $when }
listing-never = Aún no hay lista completa
listing-keys = todas las teclas
listing-refresh = Listar de nuevo

## Where there is nothing to list.

empty-noMatch = Nada coincide con «{ $query }».
empty-noMatchHint = Pruebe con parte de un nombre, un número de cuenta o una dirección de correo.
empty-showHidden =
    { $n ->
        [one] Mostrar la cuenta oculta
       *[other] Mostrar { $n } cuentas ocultas
    }
empty-onlyHidden = Todas sus cuentas están ocultas.
empty-onlyHiddenMatch = Solo cuentas ocultas coinciden con «{ $query }».
empty-noAccounts = No tiene cuentas asignadas.
empty-noAccountsHint = Cuando alguien le asigne una, aparecerá aquí por sí sola.
empty-signedOut = Inicie sesión para ver sus cuentas.
empty-signedOutHint-system = Portico abre su navegador y guarda la sesión en el llavero.
empty-signedOutHint-file = Portico abre su navegador y guarda la sesión en un archivo cifrado.
empty-signedOutHint-memory = Portico abre su navegador; la sesión solo vale para esta ejecución.
empty-listing = Sus cuentas aparecen aquí a medida que se listan.

## Keys.

keys-title = Teclas
keys-close = Cerrar
keys-caps-pageUp = Re Pág
keys-caps-pageDown = Av Pág
keys-caps-home = Inicio
keys-caps-end = Fin
keys-caps-enter = Intro
keys-caps-space = Espacio
keys-caps-escape = Esc
keys-acts-account = Elegir una cuenta
keys-acts-screen = Una pantalla arriba o abajo
keys-acts-ends = La primera o la última cuenta
keys-acts-role = Elegir un rol
keys-acts-console = Abrir la consola
keys-acts-copy = Copiar credenciales
keys-acts-export = Exportar un perfil
keys-acts-link = Copiar un enlace a la consola
keys-acts-edit = Nombre, color, etiquetas y navegador de una cuenta
keys-acts-star = Añadir a favoritas o quitar de ellas
keys-acts-search = Buscar
keys-acts-settings = Ajustes
keys-acts-close = Cerrar la ventana; Portico sigue en la bandeja
keys-acts-clear = Borrar la búsqueda, cerrar un panel
keys-acts-keys = Mostrar estas teclas
keys-mac = ⌘
keys-other = Ctrl

## What was done.

done-opened = Abriendo { $role } en { $account }.
done-copied = Credenciales de { $role } copiadas para { $form }.
done-exported = El perfil { $profile } está escrito.
done-starred = { $name } es favorita.
done-unstarred = { $name } ya no es favorita.
done-signedIn = Sesión iniciada en { $portal }.
done-signedOut = Sesión cerrada en { $portal }.
done-unlocked = El llavero ha respondido.
done-keptIn-system = Las sesiones se guardan en el llavero del equipo.
done-keptIn-file = Las sesiones se guardan en un archivo cifrado.
done-keptIn-memory = Las sesiones se guardan solo para esta ejecución.
done-quiet = Se respetan las horas de silencio.
done-requested = La página para solicitar acceso está abierta en su navegador.
done-loud = Las notificaciones llegan a cualquier hora.
done-atLogin = Portico se inicia al abrir sesión.
done-notAtLogin = Portico se inicia cuando usted lo inicia.
done-removed = { $portal } se ha quitado.
done-added = { $portal } se ha añadido.

## The quick picker.

picker-title = Selector rápido
picker-label = Cuenta, rol, servicio y región
picker-placeholder = Cuenta, read o admin, servicio, región
picker-found = Cuentas que coinciden
picker-none = Ninguna cuenta coincide.
picker-lacks-portal = Todavía no hay ningún portal: Intro abre Portico, donde puede añadir uno.
picker-lacks-sign_in = No ha iniciado sesión: Intro abre Portico, donde puede iniciarla.
picker-dear = Primero las favoritas y las recientes
picker-total =
    { $n ->
        [one] 1 cuenta
       *[other] { $n } cuentas
    }
picker-enter = abre { $where }
picker-enterAlone = abre la consola
picker-tab = otro rol
picker-escape = cierra
picker-key = Selector rápido
picker-keyName = Atajo
picker-keyHint = Abre una pequeña búsqueda por encima de todo, esté donde esté.
picker-change = Cambiar
picker-press = Pulse las teclas…
picker-off = Desactivar
picker-usual = Usar { $keys }
picker-done = { $keys } abre el selector rápido.
picker-doneOff = Ningún atajo abre el selector rápido.
picker-standing-on = { "" }
picker-standing-off = Ahora no lo abre ningún atajo.
picker-standing-taken = Otro programa tiene este atajo: elija otro.
picker-standing-unavailable = Este escritorio no da atajos propios a los programas. En su configuración, haga que una tecla ejecute: portico-app --picker

## Times.

time-seconds = { $n } s
time-minutes = { $n } min
time-hours =
    { $m ->
        [0] { $h } h
       *[other] { $h } h { $m } min
    }
time-days =
    { $n ->
        [one] 1 día
       *[other] { $n } días
    }
time-minutesAgo = hace { $n } min
time-hoursAgo = hace { $n } h
time-daysAgo =
    { $n ->
        [one] hace 1 día
       *[other] hace { $n } días
    }
time-now = ahora mismo
time-left = quedan { $span }
time-tomorrow = mañana, { $time }
time-onDay = { $day }, { $time }

## The computer’s clock.

clock-ahead = El reloj de este equipo está adelantado { $by }.
clock-behind = El reloj de este equipo está atrasado { $by }.
clock-remedy = Portico cuenta según el reloj del portal; otras herramientas pueden fallar hasta que se ajuste.
clock-minutes =
    { $n ->
        [one] 1 minuto
       *[other] { $n } minutos
    }
clock-hours =
    { $n ->
        [one] 1 hora
       *[other] { $n } horas
    }
clock-days =
    { $n ->
        [one] 1 día
       *[other] { $n } días
    }
