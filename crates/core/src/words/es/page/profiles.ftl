# Spanish, in the window: profiles.

## The profiles that Portico keeps.

profiles-title = Perfiles
profiles-lead = Lo que Portico mantiene en { $path }, para la AWS CLI, los SDK y otras herramientas.
profiles-known =
    { $n ->
        [one] 1 perfil en total
        [many] { $n } de perfiles en total
       *[other] { $n } perfiles en total
    }
profiles-edited =
    { $n ->
        [one] { $n } editado por otra cosa
       *[other] { $n } editados por otra cosa
    }
profiles-search = Buscar perfiles
profiles-placeholder = Nombre, cuenta, rol o forma
profiles-label = Perfiles que mantiene Portico
profiles-loading = Leyendo los perfiles
profiles-found =
    { $n ->
        [0] Ningún perfil coincide.
        [one] 1 perfil encontrado.
        [many] { $n } de perfiles encontrados.
       *[other] { $n } perfiles encontrados.
    }
profiles-columns-name = Perfil
profiles-columns-role = Rol
profiles-columns-form = Credenciales
profiles-columns-standing = Estado
profiles-columns-action = Acción
profiles-filter = Qué perfiles se muestran
profiles-all = Todos
profiles-only-edited = Editados
profiles-only-role_gone = Sin su rol
profiles-only-parent_missing = Sin su origen
profiles-state-in_step-word = al día
profiles-state-in_step-meaning = Como Portico lo escribió; sigue a sus roles
profiles-state-alone-word = aparte
profiles-state-alone-meaning = Escrito por separado; la sincronización no lo toca
profiles-state-edited-word = editado
profiles-state-edited-meaning = Otra cosa cambió de quién son las credenciales que obtiene; la próxima sincronización lo restaura
profiles-state-role_gone-word = sin su rol
profiles-state-role_gone-meaning = Su rol ya no está asignado a usted
profiles-state-parent_missing-word = sin su origen
profiles-state-parent_missing-meaning = El rol por el que se llega a él no tiene perfil
profiles-forms-credential_process = De Portico
profiles-forms-sso-session = De la AWS CLI
profiles-forms-sso-legacy = De la AWS CLI, sin renovar
profiles-forms-keys = Claves en un archivo
profiles-forms-role-chain = A través de otro rol
profiles-until = hasta: { $time }
profiles-unlisted = no está en su lista
profiles-remove = Quitar…
profiles-removeNamed = Quitar el perfil { $profile }
profiles-sync = Sincronizar…
profiles-undo = Deshacer la última escritura…
profiles-none = Portico aún no mantiene perfiles.
profiles-noneHint = Dé a cada uno de sus roles un perfil bien nombrado: la AWS CLI, Terraform y su IDE simplemente funcionan, sin ninguna clave en el disco.
profiles-begin = Crear perfiles…
profiles-noMatch = Ningún perfil coincide con «{ $query }».
profiles-noneLeft-edited = Ningún perfil está editado por otra cosa.
profiles-noneLeft-role_gone = El rol de cada perfil sigue siendo suyo.
profiles-noneLeft-parent_missing = A ningún perfil le falta su origen.
profiles-showAll = Mostrar todo
profiles-refusedTitle = Los perfiles no se pueden mostrar.
profiles-refusedHint = Portico no escribe nada en un archivo que no entiende del todo.
profiles-drift =
    { $n ->
        [one] Otra cosa editó un perfil de Portico.
       *[other] Otra cosa editó { $n } perfiles de Portico.
    }
profiles-driftHint = Algunas herramientas pueden obtener credenciales distintas de las que espera. La próxima sincronización los restaura; los ajustes añadidos permanecen.
profiles-gone =
    { $n ->
        [one] 1 perfil es de un rol que ya no tiene.
       *[other] { $n } perfiles son de roles que ya no tiene.
    }
profiles-restore = Restaurar…
profiles-prune = Quitar…
profiles-plan-title = Sincronizar perfiles
profiles-plan-which = Qué roles tienen perfil
profiles-plan-choices-all-name = Todos
profiles-plan-choices-all-hint = Cada uno de sus roles
profiles-plan-choices-favourites-name = Favoritos
profiles-plan-choices-favourites-hint = Roles de cuentas con estrella
profiles-plan-choices-matches-name = Lo que coincide
profiles-plan-choices-matches-hint = Como en la búsqueda
profiles-plan-query = Coincide con
profiles-plan-queryHint = prod read
profiles-plan-template = Nombres
profiles-plan-usual = Los nombres habituales
profiles-plan-fields = Qué puede figurar
profiles-plan-fieldsList-account = el nombre de la cuenta; también { "{nickname}" }, { "{number}" }, { "{email}" }
profiles-plan-fieldsList-role = el conjunto de permisos
profiles-plan-fieldsList-portal = el portal
profiles-plan-fieldsList-tag = el valor de una etiqueta
profiles-plan-fieldsList-most = como máximo 20 caracteres
profiles-plan-fieldsList-letters = caja: lower (minúsculas) o upper (mayúsculas)
profiles-plan-fieldsList-strip = sin AWS al principio ni al final
profiles-plan-fieldsList-replace = un texto en lugar de otro
profiles-plan-fieldsList-other = _ por lo que un nombre no puede tener
profiles-plan-examples = Ejemplos
profiles-plan-of = { $account } / { $role }
profiles-plan-toldApart =
    { $n ->
        [0] De { $total } nombres, no hay dos iguales.
        [one] 1 de { $total } nombres recibe un número o más al final, para que no haya dos iguales.
       *[other] { $n } de { $total } nombres reciben un número o más al final, para que no haya dos iguales.
    }
profiles-plan-apart = hecho único
profiles-plan-noRoles = Aún no hay ningún rol en la lista: inicie sesión primero.
profiles-plan-form = De dónde vienen las credenciales
profiles-plan-forms-credential_process-name = De Portico, funciona en todas partes
profiles-plan-forms-sso-session-name = De la AWS CLI, que inicia sesión por sí sola
profiles-plan-forms-sso-legacy-name = De la AWS CLI, para herramientas sin sso-session
profiles-plan-prune = Quitar lo obsoleto
profiles-plan-pruneHint = Perfiles de roles que ya no tiene y nombres antiguos.
profiles-plan-remember = Recordar esta elección
profiles-plan-rememberHint = Para la próxima vez, aquí y en portico profiles sync.
profiles-plan-write =
    { $n ->
        [0] Nada que escribir
        [one] Escribir 1 cambio
        [many] Escribir { $n } de cambios
       *[other] Escribir { $n } cambios
    }
profiles-plan-cancel = Cancelar
profiles-plan-writeLater = Escribir los cambios
profiles-plan-planning = Calculando qué cambiaría
profiles-plan-sayWhat = Diga con qué coinciden, por ejemplo prod read.
profiles-plan-mend = Corrija primero los nombres; entonces verá aquí qué cambiaría.
profiles-report-counts-added =
    { $n ->
        [one] { $n } añadido
       *[other] { $n } añadidos
    }
profiles-report-counts-changed =
    { $n ->
        [one] { $n } cambiado
       *[other] { $n } cambiados
    }
profiles-report-counts-restored =
    { $n ->
        [one] { $n } restaurado
       *[other] { $n } restaurados
    }
profiles-report-counts-removed =
    { $n ->
        [one] { $n } quitado
       *[other] { $n } quitados
    }
profiles-report-counts-kept = { $n } al día
profiles-report-nothing = Nada que hacer: cada perfil está como debe.
profiles-report-nothingAtAll = Nada que hacer: ningún rol coincide.
profiles-report-notes-restored = Editados por otra cosa, escritos de nuevo
profiles-report-notes-edited = Editados por otra cosa, sin tocar
profiles-report-notes-stale = De roles que ya no tiene, sin tocar
profiles-report-notes-superseded = Nombres antiguos, sin tocar
profiles-report-notes-parent_missing = A los que se llega por un rol sin perfil
profiles-report-namesMore = { $names } y { $more } más
profiles-report-diff = Qué cambia en { $path }
profiles-report-more =
    { $n ->
        [one] 1 línea más; portico profiles plan las muestra todas.
       *[other] { $n } líneas más; portico profiles plan las muestra todas.
    }
profiles-removal-title = Quitar el perfil
profiles-removal-lead = { $profile } sale del archivo; las herramientas que lo usan dejan de funcionar. Su rol sigue siendo suyo.
profiles-removal-again = La sincronización lo escribe de nuevo mientras su rol esté entre los que tienen perfil.
profiles-removal-act = Quitar
profiles-undoing-title = Deshacer la última escritura
profiles-undoing-lead = El archivo queda como estaba antes de que Portico lo escribiera por última vez. Deshacer dos veces lo devuelve.
profiles-undoing-act = Deshacer
profiles-done-synced =
    { $n ->
        [one] Los perfiles están al día: 1 cambio escrito.
        [many] Los perfiles están al día: { $n } de cambios escritos.
       *[other] Los perfiles están al día: { $n } cambios escritos.
    }
profiles-done-removed = El perfil { $profile } se ha quitado.
profiles-done-undone = La última escritura se ha deshecho.

## Where a profile’s credentials come from.

profiles-explain-open = De dónde obtiene { $profile } sus credenciales
profiles-explain-title = { profiles-explain-open }
profiles-explain-loading = Leyendo los archivos de AWS
profiles-explain-wins = Las herramientas toman esta
profiles-explain-winsWhy = Es la primera definida de los lugares donde buscan las herramientas.
profiles-explain-fails = Las herramientas toman esta y fallan
profiles-explain-failsWhy = Es la primera definida. Ninguna herramienta sigue buscando, aunque falle.
profiles-explain-nothing = Ninguna herramienta encuentra credenciales
profiles-explain-passed = Pasada por alto, porque viene después
profiles-explain-ignored = No se mira, porque se nombra el perfil
profiles-explain-others = Qué más está definido
profiles-explain-sources-environment = Claves en el entorno
profiles-explain-sources-assumed-role = Un rol asumido
profiles-explain-sources-web-identity = Una identidad web
profiles-explain-sources-identity-center = El inicio de sesión propio de la AWS CLI
profiles-explain-sources-credentials-file = Claves en el archivo credentials
profiles-explain-sources-login = Inicio de sesión con aws login
profiles-explain-sources-process = Un programa (credential_process)
profiles-explain-sources-config-file = Claves en el archivo config
profiles-explain-sources-container = Un punto de conexión local
profiles-explain-sources-instance = El propio equipo, si es de AWS
profiles-explain-notes = En qué discrepan las herramientas
profiles-explain-terminal = Esto vale para --profile, con lo que Portico sabe. Un terminal puede tener sus propias variables: ejecute allí
profiles-explain-close = Cerrar
