# Spanish, in the window: settings.

## Settings.

settings-title = Configuración
settings-portals = Portales
settings-none = Aún no hay portal.
settings-remove = Quitar
settings-removeNamed = Quitar { $portal }
settings-removeTitle = ¿Quitar { $portal }?
settings-removeBody = Portico cierra la sesión y olvida sus cuentas. Los perfiles que exportó permanecen.
settings-keep = Conservar
settings-add = Añadir un portal
settings-shares = El mismo portal que { $others }, con sesión propia
settings-fixed = Fijado por su organización
settings-signIn = Inicio de sesión
settings-browser-name = En su navegador
settings-browser-hint = El modo habitual; Portico lo abre cuando usted lo pide.
settings-code-name = Con un código, en cualquier dispositivo
settings-code-on = Se ofrece al iniciar sesión, para un equipo sin navegador.
settings-code-off = Desactivado en el archivo de configuración.
settings-code-fixedOn = Su organización quiere que se siga ofreciendo.
settings-code-fixedOff = Su organización lo ha desactivado: quien le convenza de escribir un código inicia sesión como usted.
settings-code-states-on = Se ofrece
settings-code-states-off = Desactivado
settings-keychain = Llavero
settings-notifications = Notificaciones
settings-quiet = Horas de silencio
settings-quietHint = Ninguna notificación en ese tiempo, normalmente de { $from } a { $to }.
settings-from = De
settings-to = A
settings-wrongTime = Escriba ambas horas como 22:00, y distintas.
settings-start = Inicio
settings-atLogin = Iniciar al abrir sesión en este equipo
settings-atLoginHint = Portico espera en la bandeja, sin ventana.
settings-appearance = Apariencia
settings-language = Idioma
settings-languageSystem = Como el sistema ({ $name })
settings-themes-system = Como el sistema
settings-themes-light = Claro
settings-themes-dark = Oscuro
settings-demo = Visitar la empresa de demostración
settings-demoBody = Ejecuta un Identity Center local en este equipo. No necesita cuenta de AWS.

## Guarded roles.

guard-title = ¿Usar { $role }?
guard-because-can-read = { $role } puede verlo todo en { $account }
guard-because-can-unknown = El nombre de { $role } no dice cuánto puede cambiar en { $account }
guard-because-can-write = { $role } puede cambiar cosas en { $account }
guard-because-can-admin = { $role } puede cambiarlo todo en { $account }
guard-because-marked = { $said }. Esta cuenta está marcada como producción
guard-because-unlisted = { $said }. Esta cuenta no está en la lista y podría ser de producción
guard-because-support = { $said }. El modo de soporte está activado
guard-because-whole = { $said }.
guard-clock =
    { $minutes ->
        [one] Durante 1 minuto. Después, Portico olvida sus credenciales.
       *[other] Durante { $minutes } minutos. Después, Portico olvida sus credenciales.
    }
guard-why = Por qué
guard-whyHint = Por ejemplo, el número de un tique
guard-whyOptional = Por qué (opcional)
guard-type = Escriba { $name } para continuar
guard-orType = o escriba { $name }
guard-hold = Mantener pulsado para continuar
guard-holding = Siga pulsando…
guard-go = Continuar
guard-cancel = Cancelar
guard-stepped = Permisos elevados
guard-of = { $role } de { $account }
guard-left = quedan { $time }
guard-end = Terminar ahora
guard-endShort = Terminar
guard-endOf = Terminar ahora: { $role } de { $account }
guard-ended = { $role } de { $account } ha terminado. Las credenciales entregadas valen hasta su fin.

## Guardrails, in the settings.

guard-rails-title = Protecciones
guard-rails-lead = Lo que hay entre usted y los roles que pueden más que leer. Los roles que solo leen se abren al momento, también en producción.
guard-rails-loading = Leyendo las protecciones
guard-rails-guards-admin-name = Roles de administración
guard-rails-guards-admin-hint = Roles que pueden cambiarlo todo
guard-rails-guards-production-name = Roles en producción
guard-rails-guards-production-hint = Roles que hacen más que leer, en cuentas marcadas como producción
guard-rails-guards-write-name = Roles que pueden cambiar cosas
guard-rails-guards-write-hint = En cualquier cuenta; también los roles cuyo nombre no lo dice
guard-rails-ways-free = Abrir al momento
guard-rails-ways-hold = Mantener un botón
guard-rails-ways-type = Escribir el nombre
guard-rails-ways-never = No usar
guard-rails-least-hold = Como mínimo: mantener un botón
guard-rails-least-type = Como mínimo: escribir el nombre
guard-rails-asWrite = Nunca más fácil que los roles que pueden cambiar cosas
guard-rails-minutes-name = Un rol confirmado puede usarse durante
guard-rails-minutes-hint = Después Portico olvida sus credenciales y vuelve a preguntar.
guard-rails-most = Como máximo { $span }
guard-rails-switches-reason-name = Hay que dar un motivo
guard-rails-switches-reason-hint = Queda en el registro. Siempre se puede dar uno.
guard-rails-switches-tools-name = Las herramientas le esperan
guard-rails-switches-tools-hint = Obtienen credenciales de esos roles solo mientras usted los haya confirmado.
guard-rails-switches-support-name = Modo de soporte
guard-rails-switches-support-hint = La lista, el selector y la bandeja muestran solo roles que leen; todos los demás se confirman.
guard-rails-rules =
    { $n ->
        [0] Reglas para cuentas y roles
       *[other] Reglas para cuentas y roles ({ $n })
    }
guard-rails-production = Marcadas como producción
guard-rails-others = No son producción, se llamen como se llamen
guard-rails-classes = Qué son los roles, se llamen como se llamen
guard-rails-noRules = No hay ninguna: los nombres y las etiquetas dicen qué es producción y qué puede un rol.
guard-rails-ignored = Junto a las protecciones de su organización, sus propias cuentas que no son producción no cuentan.
guard-rails-byHand = Se escriben a mano en { $path }.
guard-rails-is = es
guard-rails-kept = Las protecciones están guardadas.

## Support mode.

support-on = Modo de soporte: solo se muestran los roles de lectura.
support-all = Modo de soporte: también se muestran los roles que hacen más que leer.
support-show = Mostrar todos los roles
support-hide = Solo los de lectura
support-withheld =
    { $n ->
        [one] 1 rol hace más que leer
       *[other] { $n } roles hacen más que leer
    }

## Diagnostics.

diagnostics-title = Diagnóstico
diagnostics-lead = Si está en orden todo lo que Portico necesita, como lo dice portico doctor. No se cambia nada.
diagnostics-look = Comprobar este equipo
diagnostics-again = Comprobar de nuevo
diagnostics-reach = Preguntar también a los portales
diagnostics-reachHint = A los portales solo se les pregunta cuando usted lo dice.
diagnostics-looking = Comprobando…
diagnostics-levels-good = En orden
diagnostics-levels-note = Nota
diagnostics-levels-warning = Advertencia
diagnostics-levels-problem = Problema
diagnostics-checks-credentials = Credenciales
diagnostics-checks-profiles = Perfiles
diagnostics-checks-settings = Configuración
diagnostics-checks-clock = Reloj
diagnostics-checks-certificates = Certificados
diagnostics-checks-proxy = Servidor proxy
diagnostics-checks-portal = Portal de acceso
diagnostics-checks-keychain = Llavero
diagnostics-checks-session = Sesión
diagnostics-checks-caches = Memorias caché
diagnostics-checks-programs = Programas
diagnostics-checks-files = Archivos
diagnostics-problems =
    { $problems ->
        [one] 1 problema
       *[other] { $problems } problemas
    }
diagnostics-warnings =
    { $warnings ->
        [one] 1 advertencia
       *[other] { $warnings } advertencias
    }
diagnostics-summary =
    { $problems ->
        [0]
            { $warnings ->
                [0] Todo está en orden.
               *[other] { diagnostics-warnings }, nada que impida funcionar a Portico.
            }
       *[other]
            { $warnings ->
                [0] { diagnostics-problems }.
               *[other] { diagnostics-problems }, { diagnostics-warnings }.
            }
    }
diagnostics-findings = Lo que se encontró
diagnostics-facts = Versiones y ubicaciones
diagnostics-fact-portico = Portico
diagnostics-fact-web_view = Vista web
diagnostics-fact-system = Sistema
diagnostics-fact-settings = Configuración
diagnostics-fact-catalog = Cuentas
diagnostics-fact-journal = Registro
diagnostics-fact-organisation = Su organización
diagnostics-fact-aws_config = Configuración de AWS
diagnostics-fact-aws_credentials = Credenciales de AWS
diagnostics-report = Lo que dice el informe
diagnostics-reportLabel = El informe
diagnostics-reportHint = No contiene ningún secreto ni el nombre de su carpeta personal, y de los números de cuenta solo el final.
diagnostics-copy = Copiar el informe
diagnostics-save = Guardar el informe
diagnostics-saved = El informe está en { $path }.

## Updates.

updates-title = Actualizaciones
updates-lead = Portico busca una versión más reciente solo cuando usted lo pide. Lo que no esté firmado por sus autores no se instala.
updates-look = Buscar actualizaciones
updates-looking = Buscando…
updates-off = Este Portico no admite actualizaciones. Actualícelo de la misma forma en que se instaló.
updates-newest = { $version } es la versión más reciente.
updates-installed = { $version } está instalada. Salga de Portico y vuelva a iniciarlo para usarla.
