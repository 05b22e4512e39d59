# Spanish, in the window: what happened and what ends.

## What changed, and access that is waited for.

activity-title = Actividad
activity-lead = Qué termina y cuándo, y qué ocurrió.
activity-fresh = nuevo
activity-unseen =
    { $n ->
        [one] 1 cambio que no ha visto
       *[other] { $n } cambios que no ha visto
    }
activity-goTo = Ir a { $name }
activity-gone = { $name } ya no está en su lista.
activity-what-gained = Ha obtenido { $name }
activity-what-lost = Ha perdido { $name }
activity-what-renamed = { $former } se llama ahora { $name }
activity-what-role_gained = Nuevo rol { $role } en { $name }
activity-what-role_raised = Nuevo rol { $role } en { $name }: allí puede hacer más que antes
activity-what-role_lost = El rol { $role } en { $name } ya no está
activity-today = Hoy
activity-yesterday = Ayer
activity-check = Comprobar si hay acceso nuevo
activity-checkIn = Comprobar si hay acceso nuevo en { $portal }
activity-looking = Buscando acceso nuevo hasta: { $time }
activity-lookingIn = Buscando acceso nuevo en { $portal } hasta: { $time }
activity-lookingHint = Se le avisa en cuanto lo haya.
activity-stop = Detener
activity-stopIn = Detener la búsqueda de acceso nuevo en { $portal }
activity-arrived = Su acceso nuevo en { $portal } ya está.
activity-nothingCame = Por ahora no hay acceso nuevo en { $portal }.

## What was written down.

journal-title = Qué ocurrió
journal-none = Aún no ha ocurrido nada.
journal-noneHint = Aquí se anotan los inicios de sesión, las consolas, las credenciales entregadas, las elevaciones y los cambios de lo que puede abrir. Nunca un secreto.
journal-noMatch = Nada de eso está en el registro.
journal-showAll = Mostrar todo
journal-loading = Cargando lo ocurrido
journal-search = Buscar en lo ocurrido
journal-placeholder = Cuenta, rol, motivo, herramienta…
journal-groupLabel = Qué se muestra
journal-portalLabel = De qué portal
journal-everything = Todo
journal-allPortals = Todos los portales
journal-groups-sessions = Inicios de sesión
journal-groups-consoles = Consolas
journal-groups-credentials = Credenciales
journal-groups-profiles = Perfiles
journal-groups-stepUps = Elevaciones y protecciones
journal-groups-access = Su acceso
journal-groups-journal = El propio registro
journal-older = Mostrar anteriores
journal-refused = Lo ocurrido no se puede mostrar.
journal-trouble = Lo último que ocurrió no se pudo anotar.
journal-saveCsv = Guardar como CSV
journal-saveJson = Guardar como JSON
journal-saved = Guardado en { $path }
journal-of = { $what }: { $account }
journal-kind-journal_began = Comienzo del diario
journal-kind-journal_began_anew = Nuevo comienzo del diario
journal-kind-journal_pruned = Entradas antiguas eliminadas
journal-kind-signed_in = Sesión iniciada
journal-kind-sign_in_failed = Error al iniciar sesión
journal-kind-session_ended = Sesión terminada
journal-kind-signed_out = Sesión cerrada
journal-kind-credentials_copied = Credenciales copiadas
journal-kind-credentials_printed = Credenciales mostradas
journal-kind-credentials_passed = Programa iniciado con credenciales
journal-kind-credentials_given = Credenciales entregadas a una herramienta
journal-kind-serving_began = Servicio iniciado
journal-kind-serving_ended = Servicio terminado
journal-kind-console_opened = Consola abierta
journal-kind-console_signed_out = Sesión de una consola cerrada
journal-kind-profile_written = Perfil escrito
journal-kind-profile_removed = Perfil eliminado
journal-kind-stepped_up = Permisos elevados
journal-kind-step_up_ended = Elevación de permisos terminada
journal-kind-guardrail_changed = Protección cambiada
journal-kind-account_gained = Cuenta obtenida
journal-kind-account_lost = Cuenta perdida
journal-kind-account_renamed = Cuenta renombrada
journal-kind-role_gained = Rol obtenido
journal-kind-role_raised = Rol más fuerte obtenido
journal-kind-role_lost = Rol perdido
journal-details-names-asked = peticiones
journal-details-names-before = de antes del
journal-details-names-browser = navegador
journal-details-names-by = por
journal-details-names-code = error
journal-details-names-command = programa
journal-details-names-form = forma
journal-details-names-former = antes
journal-details-names-from = de
journal-details-names-guardrail = protección
journal-details-names-how = cómo
journal-details-names-kept = guardado como
journal-details-names-method = mediante
journal-details-names-name = nombre
journal-details-names-noted = anotado
journal-details-names-page = página
journal-details-names-port = puerto
journal-details-names-profile = perfil
journal-details-names-region = región
journal-details-names-removed = eliminadas
journal-details-names-service = servicio
journal-details-names-still_valid = credenciales aún válidas
journal-details-names-through = hasta
journal-details-names-to = a
journal-details-names-version = versión
journal-details-names-way = vía
journal-details-names-why = por qué
journal-details-values-by-federation = federación
journal-details-values-how-added = añadido
journal-details-values-how-changed = cambiado
journal-details-values-how-restored = restaurado
journal-details-values-how-removed = quitado
journal-details-values-method-browser = el navegador
journal-details-values-method-code = un código
journal-details-values-to-free = libre
journal-details-values-to-hold = mantener un botón
journal-details-values-to-type = escribir el nombre
journal-details-values-to-never = nunca
journal-details-values-to-optional = opcional
journal-details-values-to-required = obligatorio
journal-details-values-to-confirm = tras confirmar
journal-details-values-to-true = activado
journal-details-values-to-false = desactivado
journal-details-values-way-endpoint = punto de conexión local
journal-details-values-way-helper = programa auxiliar
journal-details-values-why-expired = caducidad
journal-details-values-why-rejected = terminada por el portal
journal-details-values-why-signed_out = sesión cerrada
journal-details-values-why-step-up_ended = elevación terminada
journal-details-values-why-its_last_entries_were_gone = faltaban sus últimas entradas
journal-details-values-why-it_was_gone = faltaba
journal-details-values-why-it_was_no_journal_any_more = ya no era un diario
journal-details-values-why-the_note_of_its_newest_entry_was_gone = faltaba la nota de su entrada más reciente
journal-details-values-why-the_note_of_its_newest_entry_was_damaged = la nota de su entrada más reciente estaba dañada
journal-details-values-why-its_entries_were_not_those_that_were_noted = sus entradas no eran las anotadas
journal-details-said = { $name }: { $value }
journal-inRole = como { $role }
journal-until = hasta: { $time }
journal-reason = «{ $reason }»
journal-by-window = en la ventana
journal-by-tray = en la bandeja
journal-by-terminal = en el terminal
journal-by-tool = por una herramienta
journal-by-portico = por sí solo
journal-byProgram = por { $program }
journal-verify = Verificar
journal-verifying = Verificando…
journal-whole =
    { $entries ->
        [0] Aún no hay registro, así que no hay nada que verificar.
        [one] El registro está intacto: su única entrada está tal como se escribió, no falta ninguna.
       *[other] El registro está intacto: sus { $entries } entradas están tal como se escribieron, no falta ninguna.
    }
journal-andMore =
    { $n ->
        [one] Hay otra cosa mal.
       *[other] Hay otras { $n } cosas mal.
    }
journal-fault-changed = Una entrada no está tal como se escribió, o no está en su sitio.
journal-fault-missing = Faltan entradas.
journal-fault-cut = Faltan entradas al final.
journal-fault-replaced = Este registro no es aquel cuya última entrada se anotó.
journal-fault-gone = El registro ha desaparecido.
journal-fault-damaged = El archivo del registro está dañado.
journal-fault-unnoted = La nota de la última entrada falta o está dañada, así que también podrían faltar entradas posteriores.
journal-fault-began_anew = Este registro sigue a otro que se abandonó.
journal-fault-unexpected = Este no es el registro esperado.
journal-remedy-changed = Deje journal.sqlite3 y journal.head como están y muéstrelos a quien cuida de este equipo.
journal-remedy-missing = { journal-remedy-changed }
journal-remedy-cut = { journal-remedy-changed }
journal-remedy-replaced = { journal-remedy-changed }
journal-remedy-gone = Busque journal.sqlite3 en una copia de seguridad de la carpeta de Portico y avise a quien cuida de este equipo.
journal-remedy-damaged = Compruebe el disco. Portico conserva el archivo dañado y empieza un registro nuevo con la próxima entrada.
journal-remedy-unnoted = Lo próximo que ocurra anota de nuevo su final; hasta entonces no se notarían entradas cortadas al final.
journal-remedy-began_anew = El anterior se conserva a su lado como journal-damaged-….sqlite3. `portico journal prune` termina este aviso.
journal-remedy-unexpected = { journal-remedy-changed }

## What ends when.

clocks-title = Qué termina y cuándo
clocks-none = No hay nada en marcha: ni sesión, ni credenciales, ni consola.
clocks-session = Sesión en { $portal }
clocks-stepUp = Permisos elevados: { $role } de { $account }
clocks-serving = Servido a herramientas: { $role } de { $account }
clocks-servingIdle = salvo que una herramienta pida antes
clocks-credentials = Credenciales: { $role } de { $account }
clocks-consoles =
    { $n ->
        [one] Una consola en { $called }
       *[other] { $n } consolas en { $called }
    }
clocks-atMost = { $left } como máximo
clocks-all = Mostrar todo ({ $n })
clocks-who = { $role } de { $account }
clocks-signOut = Cerrar sesión
clocks-signOutOf =
    { $n ->
        [one] Cerrar sesión de la consola en { $called }
       *[other] Cerrar sesión de { $n } consolas en { $called }
    }
clocks-signedOut = Se envió { $called } a cerrar la sesión de sus consolas.
clocks-over = terminado
clocks-untilStopped = hasta que lo detenga
