# Spanish, in the window: one account: its look, browsers, links, tools that are served.

## What the person made of an account.

account-title = Nombre, color, etiquetas y navegador
account-open = Editar la cuenta…
account-of = Sobre la cuenta
account-byAws = AWS la llama { $name }.
account-isHidden = Fuera de la lista
account-what = { $name } · { $number }
account-nickname = Cómo la llama usted
account-nicknameHint = Se muestra en lugar de su nombre, y la búsqueda lo encuentra.
account-nicknameLong = Use como máximo { $most } caracteres.
account-colour = Color
account-automatic = Automático
account-colours-red = Rojo
account-colours-orange = Naranja
account-colours-yellow = Amarillo
account-colours-green = Verde
account-colours-teal = Verde azulado
account-colours-lightBlue = Azul claro
account-colours-darkBlue = Azul oscuro
account-colours-purple = Morado
account-colours-pink = Rosa
account-tags = Etiquetas
account-tagsHint = Palabras, o pares como team=payments, por los que se puede agrupar la lista. Intro añade una.
account-tagPlaceholder = Añadir una etiqueta
account-tagWrong = «{ $tag }» no puede ser una etiqueta: use letras, cifras y . : / + @ _ -, como team=payments.
account-tagsMany = Una cuenta tiene como máximo { $most } etiquetas.
account-tagsGiven = Su organización añade { $tags }.
account-removeTag = Quitar la etiqueta { $tag }
account-tagAdded = Etiqueta { $tag } añadida.
account-tagRemoved = Etiqueta { $tag } quitada.
account-hide = Ocultarla
account-hideHint = Fuera de la lista, la búsqueda y la bandeja, hasta que muestre las cuentas ocultas.
account-loading = Cargando lo que hizo de ella
account-save = Guardar
account-cancel = Cancelar
account-done = { $name } se guarda como la dejó.
account-hidden = oculta
account-hiddenLeft =
    { $n ->
        [one] 1 cuenta oculta
       *[other] { $n } cuentas ocultas
    }
account-hiddenShown =
    { $n ->
        [one] 1 cuenta oculta se muestra también
       *[other] { $n } cuentas ocultas se muestran también
    }
account-showHidden = Mostrar
account-hideHidden = Dejarlas fuera

## Browsers: where consoles open and where one signs in.

browsers-choice-usual = Navegador predeterminado
browsers-choice-usualIs = Navegador predeterminado ({ $browser })
browsers-choice-profile = { $browser }: { $profile }
browsers-choice-person = { $browser }: { $profile } ({ $person })
browsers-choice-container = Contenedor de Firefox por cuenta
browsers-choice-containerIn = { $browser }: contenedor por cuenta
browsers-choice-containerWithin = { $browser }: contenedor por cuenta en { $profile }
browsers-choice-own = Perfil propio por cuenta
browsers-choice-ownIn = { $browser }: perfil propio por cuenta
browsers-choice-ownByRole = Perfil propio por rol
browsers-choice-ownByRoleIn = { $browser }: perfil propio por rol
browsers-place-usual = el navegador predeterminado
browsers-place-profile = { $browser } (perfil { $profile })
browsers-place-container = { $browser } (contenedor { $container })
browsers-place-own = { $browser } (perfil propio de la cuenta)
browsers-notThere = { $name } – no disponible
browsers-consoles = Las consolas se abren en
browsers-consolesOf = Navegador que abre las consolas de { $portal }
browsers-signIn = El inicio de sesión abre
browsers-signInOf = Navegador que inicia sesión en { $portal }
browsers-account = Sus consolas se abren en
browsers-likePortal = Como el portal: { $name }
browsers-accountHint = Un contenedor o un perfil propio mantiene esta cuenta aparte de todo lo demás en el navegador.
browsers-once = Navegador
browsers-asUsual = Como siempre: { $name }
browsers-onceHint = Solo para la próxima consola.
browsers-fixed = Su organización quiere sus consolas en: { $name }.
browsers-crowd-title =
    { $n ->
        [one] 1 identidad ya está abierta
       *[other] { $n } identidades ya están abiertas
    }
browsers-crowd-why =
    { $n ->
        [one] En { $called } tiene la sesión iniciada con 1 identidad, todo lo que AWS permite en un navegador. AWS le pedirá cerrar la sesión de una.
       *[other] En { $called } tiene la sesión iniciada con { $n } identidades, todo lo que AWS permite en un navegador. AWS le pedirá cerrar la sesión de una.
    }
browsers-crowd-label = Quién tiene la sesión iniciada allí
browsers-crowd-member = { $role } en { $title }
browsers-crowd-anyway = Abrir de todos modos
browsers-crowd-apart = En su propio perfil
browsers-crowd-cancel = Cancelar

## Places in an account’s consoles.

visits-label = Lugares de esta cuenta
visits-star = Favorito: { $title }
visits-starIn = Favorito: { $title }, { $region }
visits-keep = Guardar { $title } aquí
visits-starred = { $title } se guarda para esta cuenta.
visits-unstarred = { $title } ya no se guarda.

## Links to consoles.

links-copy = Copiar el enlace
links-form = Enlace para
links-forms-portal-name = Portal, este rol
links-forms-portal_without_role-name = Portal, cualquier rol
links-forms-app-name = Portico, este rol
links-forms-app_without_role-name = Portico, cualquier rol
links-copied = Enlace a { $account } copiado. No contiene ningún secreto.
links-title = ¿Abrir este enlace?
links-lead = Alguien le dio un enlace a una consola. No se ha abierto nada.
links-wrong = Este enlace no lleva a ninguna parte
links-portal = Portal
links-account = Cuenta
links-role = Rol
links-where = Dónde
links-anywhere = Adonde lleve el portal
links-weakest = El enlace no nombra ningún rol; este es el más débil que tiene allí.
links-open = Abrir la consola
links-cancel = Cancelar
links-close = Cerrar

## Local endpoints that give credentials to tools.

serving-title = Servido a herramientas
serving-open = Servir a herramientas…
serving-sheet-title = Servir credenciales en este equipo
serving-sheet-lead = Sus SDK, contenedores e IDE obtienen credenciales frescas de este rol en una dirección local, que exige un token que nadie puede adivinar. Ninguna clave queda en un archivo ni en su entorno.
serving-sheet-idle = Si nadie pide, detener tras
serving-sheet-idles-15-name = 15 minutos
serving-sheet-idles-60-name = 1 hora
serving-sheet-idles-240-name = 4 horas
serving-sheet-idles-0-name = nunca: hasta que lo detenga
serving-sheet-lock = Detener cuando se bloquee la pantalla
serving-sheet-always = En todo caso se detiene al cerrar sesión y con Portico.
serving-sheet-act = Servir
serving-sheet-cancel = Cancelar
serving-label = Servido a herramientas: { $role } de { $account }
serving-card = { $role } de { $account } se sirve a herramientas
serving-since = Desde: { $time }
serving-untilIdle = Hasta: { $time }, salvo que una herramienta pida antes
serving-untilStopped = Hasta que lo detenga o cierre sesión
serving-untilLocked = También se detiene al bloquearse la pantalla
serving-nobody = Nadie ha pedido aún.
serving-asked =
    { $times ->
        [one] Pedido una vez, la última por { $by }, { $when }.
       *[other] Pedido { $times } veces, la última por { $by }, { $when }.
    }
serving-aProgram = un programa
serving-askedShort = Pedido por { $by }, { $when }
serving-nobodyShort = Aún sin pedir
serving-copy = Copiar los ajustes
serving-copyFor = Copiar los ajustes para { $form }
serving-stop = Detener
serving-stopOf = Detener: { $role } de { $account }
serving-goTo = Ir a { $account }
serving-started = Se sirve { $role } de { $account }. Copie los ajustes para su herramienta.
serving-copied = Ajustes para su herramienta copiados para { $form }: quien los tenga obtiene credenciales hasta que lo detenga.
serving-stopped = La dirección está cerrada. Las credenciales entregadas valen hasta su fin.

## Exporting one profile.

exporting-title = Exportar perfil
exporting-name = Nombre del perfil
exporting-form = De dónde obtiene las credenciales
exporting-forms-credential_process-name = De Portico
exporting-forms-credential_process-hint = Funciona en todas partes, mientras tenga la sesión iniciada aquí.
exporting-forms-sso-session-name = De la AWS CLI
exporting-forms-sso-session-hint = La CLI inicia sesión por sí sola.
exporting-diff = Qué cambia en { $path }
exporting-diffLabel = Cambios que se escribirían
exporting-planning = Calculando qué cambiaría
exporting-nothing = Nada cambiaría: este perfil ya está escrito.
exporting-write = Escribir el perfil
exporting-cancel = Cancelar
exporting-hint = aws --profile { $profile }
