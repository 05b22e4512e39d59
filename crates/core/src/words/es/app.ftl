# Spanish. Address: "usted"; terms as the page has them.

## The tray: sessions.

portal_state = { $portal }: { $state }
signed_out = sin sesión
awaiting_browser = continúe en su navegador
awaiting_code = espera el código { $code }
ends_in = termina en { $span }
signed_in = sesión iniciada
signed_in_offline = sesión iniciada, sin conexión
signed_in_for_this_run = sesión solo para esta ejecución
signed_in_about = sesión iniciada, quedan aproximadamente { $span }
through_region = { $state }, a través de { $region }
session_ended = sesión terminada
session_ended_by_portal = sesión terminada por el portal
less_than_a_minute = menos de un minuto
minutes = { $minutes } min
hours = { $hours } h
hours_and_minutes = { $hours } h { $minutes } min

## The tray: what is under way.

stepped_up = Permisos elevados: { $account } – { $role }, quedan aproximadamente { $span }
end_step_up = Terminar ahora
serving = { $account } – { $role } se sirve a herramientas
asked_by = Última petición: { $program }
asked_by_somebody = Pedido por un programa
asked_by_nobody = Nadie ha pedido aún
copy_serving = Copiar los ajustes
stop_serving = Detener

## The tray: what can be done.

favourites = Favoritas
recents = Recientes
serve = Servir credenciales a herramientas
pick = Selector rápido…
pick_copied = Abrir lo copiado…
search = Buscar cuentas…
sign_in_to = Iniciar sesión en { $portal }
sign_out_of = Cerrar sesión en { $portal }
renew_session = Renovar la sesión en { $portal }
reopen_sign_in = Abrir de nuevo la página de inicio de sesión de { $portal }
quit = Salir de Portico
settings = Ajustes…
needs_you = Portico le necesita…
role_of_class = { $role } ({ $class })
class_read = lectura
class_unknown = desconocido
class_write = escritura
class_admin = admin

## Notifications.

show = Mostrar Portico
sign_in = Iniciar sesión
renew = Renovar
session_ends =
    { $minutes ->
        [one] { $portal }: su sesión termina en { $minutes } minuto
       *[other] { $portal }: su sesión termina en { $minutes } minutos
    }
session_ends_about =
    { $minutes ->
        [one] { $portal }: su sesión termina en { $minutes } minuto aproximadamente
       *[other] { $portal }: su sesión termina en unos { $minutes } minutos
    }
session_ends_body = Renuévela ahora para que sus consolas y herramientas sigan funcionando.
session_has_ended = { $portal }: su sesión ha terminado
session_has_ended_body = Inicie sesión de nuevo para abrir consolas y usar sus herramientas.
sign_in_wanted = { $portal }: un programa espera a que inicie sesión
sign_in_wanted_body = Una herramienta pidió credenciales y la sesión ha terminado. Inicie sesión y ejecútela de nuevo.
access_arrived = { $portal }: su nuevo acceso ya está disponible
access_arrived_body = Ya puede abrir { $what }.
access_arrived_body_more = Ya puede abrir { $what } y { $more } más.
show_access = Mostrar
role_in_account = { $role } en { $account }
not_signed_in = No tiene sesión en { $portal }.
not_signed_in_body = Inicie sesión y vuelva a intentarlo.
not_done = Eso no ha funcionado
cannot_start = Portico no puede iniciarse

## Updates.

updates_off = Las actualizaciones están desactivadas
updates_off_body = Este Portico se compiló sin clave de actualización. Actualícelo tal como se instaló.
up_to_date = Portico está actualizado
up_to_date_body = { $version } es la versión más reciente.
updated = Portico { $version } está instalado
updated_body = Salga de Portico e inícielo de nuevo para usarlo.
not_updated = Portico no se ha actualizado

## The passphrase of the encrypted file.

passphrase = La frase de contraseña del archivo cifrado de secretos de Portico
passphrase_after_wrong = No es esa. La frase de contraseña del archivo cifrado de secretos de Portico
new_passphrase = Una nueva frase de contraseña para el archivo cifrado de secretos de Portico
new_passphrase_after_short = Ocho caracteres como mínimo. Una nueva frase de contraseña para los secretos de Portico
passphrase_label = Frase de contraseña:
passphrase_empty = No puede estar vacía.
passphrase_again = Otra vez:
passphrases_differ = Las dos eran distintas.

## Windows.

picker_title = Selector rápido de Portico
