# Spanish, of what the doctor finds. Address: "usted"; terms as the page has them.

## Credentials: the places where tools look. They stand in other sentences, and at the beginning of some.

place_environment = { $name } en el entorno
place_keys = aws_access_key_id de { $profile } en { $path }
place_login = login_session del perfil { $profile }
place_portico = Portico, por credential_process del perfil { $profile }: { $role }
place_process = credential_process del perfil { $profile }: { $program }
place_process_empty = credential_process del perfil { $profile }
place_token_file = web_identity_token_file del perfil { $profile }
place_identity_center = inicio de sesión propio de la AWS CLI, por el perfil { $profile }
place_instance = metadatos de la instancia EC2, si lo es
place_role = { $role }, por el perfil { $profile }
# `place` is one of these.
place_for_role = { $place }, para { $role }
place_with_source = { $place }, con credenciales de { $source }
place_with_profile = { $place }, con credenciales del perfil { $profile }: { $parent }

## Credentials: why the source that tools take fails.

key_alone = AWS_ACCESS_KEY_ID está definida y AWS_SECRET_ACCESS_KEY no.
key_alone_remedy = Defina las dos o ninguna: unset AWS_ACCESS_KEY_ID
no_secret_key = El perfil { $profile } en { $path } tiene una clave de acceso y ninguna clave secreta.
no_secret_key_remedy = Añada aws_secret_access_key o quite la clave de acceso.
no_program = El credential_process del perfil { $profile } no nombra ningún programa.
no_program_remedy = Escriba allí un comando, con las comillas cerradas.
token_for_no_role = El token en { $path } no es para ningún rol.
token_for_no_role_remedy = Defina AWS_ROLE_ARN, o role_arn en el perfil.
no_sso_session = El perfil { $profile } nombra la sso-session { $session }, que no existe.
no_sso_session_remedy = Añada esa sección o ejecute aws configure sso.
contradicted = { $key } del perfil { $profile } difiere del de su sso-session { $session }.
contradicted_remedy = Quítelo del perfil.
incomplete = Al perfil { $profile } le falta: { $missing }.
incomplete_remedy = Ejecute aws configure sso o deje que Portico escriba el perfil.
two_sources = El perfil { $profile } tiene a la vez source_profile y credential_source.
two_sources_remedy = Quite uno de los dos.
no_source = El perfil { $profile } asume un rol y no dice con qué credenciales.
no_source_remedy = Dele un source_profile; para un rol al que llega Portico: portico profiles sync
unknown_source = credential_source del perfil { $profile } es { $source }, que no existe.
unknown_source_remedy = Use Environment, Ec2InstanceMetadata o EcsContainer.
no_source_profile = El perfil { $profile } obtiene sus credenciales del perfil { $source }, que no existe.
no_source_profile_remedy = Corrija source_profile o escriba ese perfil: portico profiles sync
own_source = El perfil { $profile } obtiene sus credenciales de sí mismo, a través de { $source }.
own_source_remedy = Dé a uno de ellos otro source_profile.
empty_source = El perfil { $source }, del que { $profile } obtiene sus credenciales, no tiene ninguna.
empty_source_remedy = Dele credenciales u otro source_profile.
no_profile_section = { $path } tiene una sección [{ $profile }], que las herramientas de AWS no toman por un perfil.
no_profile_section_remedy = Llámela [profile { $profile }].
no_profile = No hay ningún perfil llamado { $profile }, así que ninguna herramienta obtiene credenciales.
no_profile_remedy = Vea cuáles hay: aws configure list-profiles
no_profile_of = { $variable } nombra el perfil { $profile }, que no existe, así que ninguna herramienta obtiene credenciales.
no_profile_of_remedy = Corrija { $variable } o anúlela: unset { $variable }

## Credentials: which source wins.

without_profile = Sin perfil
for_profile = Para --profile { $profile }
with_variable = Con { $variable }={ $profile }
# `asked` is one of the three above.
tools_take = { $asked }, las herramientas toman la primera fuente definida: { $place }.
only_instance = { $asked }, solo queda una fuente de credenciales: { $place }.
nothing_found = { $asked }, ninguna herramienta encuentra credenciales.
nothing_found_remedy = Nombre un perfil con --profile o AWS_PROFILE, o escriba uno: portico profiles sync
# `place` begins the sentence, with a capital.
passed_over = { $place }: se pasa por alto, porque antes viene { $first }.
# What stands in `error` is the engine's own sentence, which is English.
aws_files_refused = Los archivos de AWS no se pueden usar: { $error }

## Credentials: what tools disagree about.

keys_beside_named = AWS_ACCESS_KEY_ID está definida: solo con --profile { $profile } toman las herramientas el perfil; con AWS_PROFILE={ $profile }, la mayoría toma las claves.
keys_beside_named_remedy = Quite las claves: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
keys_beside_profile = AWS_ACCESS_KEY_ID está definida: la AWS CLI y la mayoría de los SDK toman las claves y no el perfil { $profile }; el SDK para JavaScript toma el perfil.
keys_beside_profile_remedy = Conserve una de las dos cosas: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
two_profiles = AWS_PROFILE nombra { $one } y AWS_DEFAULT_PROFILE nombra { $other }: la AWS CLI y la mayoría de los SDK toman el primero, boto3 el segundo.
two_profiles_remedy = Conserve AWS_PROFILE, que todas las herramientas conocen: unset AWS_DEFAULT_PROFILE
default_profile = AWS_DEFAULT_PROFILE nombra { $profile }, y solo la AWS CLI y boto3 la tienen en cuenta.
default_profile_remedy = Defina en su lugar AWS_PROFILE, que todas las herramientas conocen.
keys_ended = Las claves del entorno caducaron: { $time }.
keys_ended_remedy = Obtenga otras: eval "$(portico env --account ACCOUNT)"
token_without_keys = AWS_SESSION_TOKEN está definida sin claves y no encaja con ninguna que venga después.
token_without_keys_remedy = Quítela: unset AWS_SESSION_TOKEN
two_tokens = AWS_SECURITY_TOKEN también está definida: boto3 y la AWS CLI la toman antes que AWS_SESSION_TOKEN.
two_tokens_remedy = Quítela: unset AWS_SECURITY_TOKEN
both_files = El perfil { $profile } está en { $config } y en { $credentials }; cuenta lo que dice el segundo archivo.
both_files_remedy = Consérvelo en uno solo de los dos archivos.
endpoint = { $name } envía las herramientas de AWS a una dirección distinta de la de AWS; Portico no la tiene en cuenta.
endpoint_remedy = Anúlela, salvo que la haya definido usted para un Identity Center local.

## Profiles that Portico wrote.

nothing_written = Portico no ha escrito ningún perfil.
nothing_written_remedy = Dé uno a cada rol: portico profiles sync
# Some of several names; they stand in the next ones.
names_and_more = { $names } y { $more } más
edited =
    { $count ->
        [one] Otra cosa editó el perfil { $names }.
       *[other] Otra cosa editó estos perfiles: { $names }.
    }
edited_by_hand_remedy = Mire lo que dicen; para que uno vuelva a ser como era, quítelo y añádalo de nuevo: portico profiles remove
program_gone =
    { $count ->
        [one] El perfil { $names } nombra un programa que no existe.
       *[other] Estos perfiles nombran un programa que no existe: { $names }.
    }
restored_remedy = Vea la diferencia con portico profiles plan y haga que se escriba de nuevo: portico doctor --repair
parent_missing =
    { $count ->
        [one] El rol por el que se llega al perfil { $names } no tiene perfil.
       *[other] Los roles por los que se llega a estos perfiles no tienen perfil: { $names }.
    }
parent_missing_remedy = Dele uno: portico profiles sync
profiles_good =
    { $count ->
        [one] El único perfil que escribió Portico está en orden.
       *[other] Los { $count } perfiles que escribió Portico están en orden.
    }

## The settings, and the way to the portals.

settings_refused = La configuración no se puede usar: { $error }
distrusted = No se puede llegar a ningún portal de forma segura: { $why }.
authorities = TLS confía en las autoridades de certificación de este sistema.
authorities_and = TLS confía en las autoridades de certificación de este sistema y en las de { $named }.
# What names a file or a proxy, where no variable does.
setting_ca_file = el ajuste ca_file
setting = el ajuste
way_direct = El camino a { $host } no pasa por ningún servidor proxy.
way_left_out = El camino a { $host } no pasa por ningún servidor proxy: { $by } nombra uno, y NO_PROXY excluye este host.
way_named = El camino a { $host } pasa por el servidor proxy { $proxy }, que nombra { $by }.
way_of_desktop = El camino a { $host } pasa por el servidor proxy { $proxy }, que nombran los ajustes del escritorio.
portal_answers = { $portal } responde y es un Identity Center.
portal_refused = El portal no responde como se espera: { $error }
clock_unknown = Ningún portal ha dicho qué hora es, así que no se comparó el reloj de este equipo.
clock_good = El reloj de este equipo coincide con el del portal.
clock_fast = El reloj de este equipo va { $seconds } s adelantado respecto al del portal.
clock_slow = El reloj de este equipo va { $seconds } s atrasado respecto al del portal.
# `told` is one of the two above.
clock_refused = { $told } AWS rechaza lo que otras herramientas firman con él.
clock_remedy = Deje que el sistema ajuste el reloj por sí mismo (en Linux: timedatectl set-ntp true).

## The keychain and the sessions in it.

keychain_good = El llavero de este sistema está listo: se guardó y se quitó una prueba.
encrypted_file_good = El archivo cifrado está abierto: se guardó y se quitó una prueba.
memory_only = Los secretos se guardan en memoria, así que los comandos no pueden usar la sesión de la aplicación.
memory_only_remedy = Guárdelos en el llavero: portico keychain use system
keychain_refused = Los secretos no se pueden guardar o leer: { $error }
session_good = Tiene la sesión iniciada en { $portal }; se renueva por sí misma.
session_until = Tiene la sesión iniciada en { $portal } hasta: { $time }.
session_ends_at = Su sesión en { $portal } termina: { $time }.
session_over = Su sesión en { $portal } ha terminado.
session_over_by_portal = El portal ha terminado su sesión en { $portal }.
session_none = No tiene sesión en { $portal }.
session_remedy = Inicie sesión: portico login --portal { $portal }
session_refused = La sesión no se puede leer: { $error }

## Files that are left, programs, and who can read what.

caches_good = Ninguna memoria caché guarda nada caducado.
caches_expired =
    { $count ->
        [one] Las herramientas de AWS guardan un archivo que caducó y no se puede renovar.
       *[other] Las herramientas de AWS guardan { $count } archivos que caducaron y no se pueden renovar.
    }
caches_left =
    { $count ->
        [one] Unos programas interrumpidos dejaron un archivo a medio escribir.
       *[other] Unos programas interrumpidos dejaron { $count } archivos a medio escribir.
    }
caches_remedy = Haga que se quiten: portico doctor --repair
programs_good = El shell y los perfiles ejecutan el mismo portico, { $path } ({ $version }).
not_on_path = No hay ningún portico en su PATH.
not_on_path_remedy = Añádale la carpeta de { $path }.
other_on_path = Su shell ejecuta { $other }, y este es { $path }.
other_on_path_remedy = Quite uno de los dos o ponga la carpeta del correcto al principio de PATH.
other_version = { $other } es portico { $version }, y este es { $own }.
no_version = { $other } no dice su versión como lo hace portico.
other_version_remedy = Conserve el más reciente y haga que los perfiles lo nombren: portico profiles sync
other_in_profiles = Hay perfiles escritos por Portico que ejecutan { $other }, y este es { $path }.
other_in_profiles_remedy = Si no conoce ese programa, haga que los perfiles nombren este: portico profiles sync
files_good = Solo usted puede leer lo que contiene secretos.
files_shared =
    { $more ->
        [0] Otros usuarios de este equipo pueden leer { $path }.
        [one] Otros usuarios de este equipo pueden leer { $path } y un archivo más.
       *[other] Otros usuarios de este equipo pueden leer { $path } y { $more } archivos más.
    }
files_shared_remedy = Haga que eso termine: portico doctor --repair

## The report.

report_title = Diagnóstico de Portico
report_portals = Portales
report_asked = preguntados
report_not_asked = no preguntados
level_good = ok
level_note = nota
level_warning = aviso
level_problem = PROBLEMA
fact_portico = Portico
fact_web_view = Vista web
fact_system = Sistema
fact_settings = Configuración
fact_catalog = Cuentas
fact_journal = Registro
fact_organisation = Organización
fact_aws_config = AWS config
fact_aws_credentials = AWS credentials
