# Spanish, in the window: portals, signing in and out.

## Portals.

portal-label = Portales
portal-signIn = Iniciar sesión
portal-signOut = Cerrar sesión
portal-signInTo = Iniciar sesión en { $name }
portal-signOutOf = Cerrar sesión en { $name }
portal-local = Identity Center local, no AWS
portal-localHint = Nada de esto llega a AWS.
portal-localShort = local
portal-renew = Renovar
portal-renewOf = Renovar la sesión en { $name }
portal-timeLeft = Tiempo restante de esta sesión
portal-renews = Se renueva sola
portal-endsAt = Termina: { $time }
portal-endsAbout = Hasta cerca de: { $time }
portal-thisRun = Sesión iniciada solo para esta ejecución
portal-thisRunShort = Solo esta ejecución
portal-save = Guardar de nuevo
portal-saveOf = Sesión en { $name } solo para esta ejecución: guardar de nuevo
portal-state-signed_out = Sin sesión
portal-state-awaiting_browser = Esperando al navegador
portal-state-awaiting_code = Esperando su código
portal-state-signed_in = Sesión iniciada
portal-state-renewing = Renovando
portal-state-expired = Sesión terminada
portal-state-rejected = Sesión terminada por el portal

## Sessions that are over.

session-expired-message = Su sesión en { $portal } ha terminado.
session-expired-remedy = Inicie sesión para usar estos roles; la lista de abajo es de la última vez.
session-rejected-message = { $portal } terminó su sesión.
session-rejected-remedy = Inicie sesión de nuevo para usar estos roles.
session-signed_out-message = No tiene sesión en { $portal }.
session-signed_out-remedy = Inicie sesión para usar estos roles; la lista de abajo es de la última vez.

## Signing in by the browser.

signIn-title = Continúe en su navegador
signIn-body = Inicie sesión en { $host } y autorice a Portico. Esta ventana continúa por sí sola.
signIn-shared = { $others } usa el mismo portal, así que su navegador quizá ya conozca a esa persona: para ser otra, copie la dirección en una ventana privada.
signIn-again = Abrir la página de nuevo
signIn-copyAddress = Copiar la dirección
signIn-copied = Copiado
signIn-useCode = ¿No hay navegador aquí? Usar un código
signIn-cancel = Cancelar

## Signing in by a code.

code-title = Escriba este código en { $host }
code-titleAlone = Iniciar sesión con un código
code-waiting = Pidiendo un código
code-readAloud = El código es { $groups }.
code-copy = Copiar el código
code-selected = El código está seleccionado: pulse { $mod } C.
code-warning = Usted empezó esto en Portico, en este equipo. Nadie más debe pedirle nunca este código; si alguien le envió aquí, cancele.
code-left = Sirve cualquier dispositivo, durante { $span } más.
code-ended = Este código ha caducado.
code-another = Obtener otro código
code-open = Abrir la página y escribir el código
code-openFilled = Abrir con el código ya escrito

## What a sign-out leaves.

left-title = Sesión cerrada en { $portal }
left-one = Las claves de { $account } / { $role } funcionan hasta: { $time }.
left-many =
    { $n ->
        [one] 1 juego de claves entregado sigue funcionando.
       *[other] { $n } juegos de claves entregados siguen funcionando.
    }
left-noWay = AWS no ofrece ningún modo de retirarlas.
left-label = Claves que siguen funcionando
left-until = hasta: { $time }
left-close = Cerrar
left-none = Sus secretos ya no están en este equipo.
left-consoles = Consolas con la sesión aún iniciada
left-consolesHint = Duran hasta su propio fin. Cerrar sesión afecta a todas las consolas de ese navegador, perfil o contenedor.
left-in = en { $called }

## Where sessions are kept.

keychain-remedy = Elija otro lugar para las sesiones.
keychain-unlock = Desbloquear
keychain-again = Reintentar
keychain-memory = Guardar solo para esta ejecución
keychain-file = Usar un archivo cifrado…
keychain-asking = Si su escritorio pide una frase de contraseña, respóndala allí: nunca entra en esta ventana.
keychain-title = Dónde se guardan las sesiones
keychain-stores-system-name = El llavero del equipo
keychain-stores-system-hint = Se bloquea y desbloquea con su cuenta de usuario.
keychain-stores-file-name = Un archivo cifrado
keychain-stores-file-hint = Se abre con una frase de contraseña, pedida una vez por ejecución.
keychain-stores-memory-name = Solo esta ejecución
keychain-stores-memory-hint = Inicia sesión de nuevo en cada ejecución de Portico.
keychain-change = Cambiar…
keychain-use = Guardarlas ahí
keychain-cancel = Cancelar

## Regions.

region-down = { $first } no responde.
region-through = Portico sigue por { $other } y vuelve cuando se restablezca.
region-well = { $first } responde de nuevo.
region-soon = Portico sigue aún por { $other } y vuelve pronto.
region-label = Regiones de { $portal }
region-first = primera
region-also = adicional
region-state-serving = en uso
region-state-down = no responde
region-state-ready = lista

## The first run.

firstRun-title = Sus cuentas de AWS, a una tecla
firstRun-lead = Pegue la URL de inicio del portal de su organización, cualquier enlace a él o su nombre corto.
firstRun-or = o

## Adding a portal.

portalForm-words = URL de inicio, enlace, host o nombre corto
portalForm-placeholder = https://suempresa.awsapps.com/start
portalForm-find = Buscar
portalForm-finding = Buscando el portal
portalForm-nothing = Pegue lo que su organización le dio, por ejemplo https://suempresa.awsapps.com/start.
portalForm-found = Se encontró { $host } en { $region }.
portalForm-foundNoRegion = Se encontró { $host }. Elija su Región.
portalForm-foundUnknown = Se encontró { $host }, que no es un host de AWS. Escríbalo para confirmar.
portalForm-known = Un host de la propia AWS
portalForm-leads = { $from } lleva a { $to }.
portalForm-unknown = { $host } no es un host de AWS: quien lo opera podría mostrarle cuentas suyas. Continúe solo si su organización le dio esta dirección.
portalForm-alike = { $host } parece un host de AWS y no lo es: quien lo opera podría mostrarle cuentas suyas. Continúe solo si su organización le dio exactamente esta dirección.
portalForm-confirm = Escriba { $host } para confirmarlo
portalForm-unconfirmed = El botón funciona en cuanto el host está escrito exactamente.
portalForm-region = Región del portal
portalForm-noRegion = Elegir una Región
portalForm-regionFound = El propio portal lo dice.
portalForm-name = Llámelo
portalForm-nameWrong = Use hasta 40 letras, cifras, puntos, guiones y guiones bajos, primero una letra o cifra.
portalForm-nameTaken = Ya hay un portal llamado { $name }.
portalForm-shared = { $others } usa el mismo portal: son dos personas, cada una con su sesión.
portalForm-advanced = Más Regiones, otros hosts, una dirección local
portalForm-also = Regiones adicionales
portalForm-alsoPlaceholder = us-east-1, eu-central-1
portalForm-alsoHint = Para una instancia en varias Regiones: se prueban en este orden cuando la primera no responde.
portalForm-alsoHintLocal = Cada una con su dirección, como us-east-1=http://127.0.0.1:8124.
portalForm-alsoMany = Una instancia tiene como máximo { $most } Regiones adicionales.
portalForm-alsoWrong = «{ $word }» no es una Región.
portalForm-hosts = Hosts
portalForm-hostChoices-standard-name = Estándar
portalForm-hostChoices-dual-stack-name = Doble pila (IPv4 e IPv6)
portalForm-hostChoices-fips-name = FIPS
portalForm-hostChoices-fips-dual-stack-name = FIPS y doble pila
portalForm-endpoint = Dirección de un Identity Center local
portalForm-endpointPlaceholder = http://127.0.0.1:8123
portalForm-endpointHint = Tal como portico center la mostró. Nada va a AWS.
portalForm-submit = Añadir e iniciar sesión
