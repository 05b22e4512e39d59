# Spanish, in the window: errors; the engine’s own words stand below, so here is what holds for all of a kind.

## What the engine’s errors say.

problems-invalid_input-message = Eso no puede ser correcto.
problems-invalid_input-remedy = Revise lo que ha escrito.
problems-not_found-message = Portico no lo encuentra.
problems-not_found-remedy = Revise el nombre o vuelva a listar sus cuentas.
problems-sign_in_required-message = Para eso necesita iniciar sesión.
problems-sign_in_required-remedy = Inicie sesión y vuelva a intentarlo.
problems-sign_in_cancelled-message = El inicio de sesión se canceló.
problems-sign_in_cancelled-remedy = Inicie sesión de nuevo si lo desea.
problems-sign_in_failed-message = El inicio de sesión ha fallado.
problems-sign_in_failed-remedy = Inicie sesión de nuevo.
problems-not_assigned-message = No tiene asignado este acceso.
problems-not_assigned-remedy = Vuelva a listar sus cuentas o pídalo a su organización.
problems-offline-message = Portico no puede conectar con el servidor.
problems-offline-remedy = Compruebe la conexión de red.
problems-not_identity_center-message = Quien responde no es un Identity Center.
problems-not_identity_center-remedy = Compruebe la red, el proxy y la URL de inicio.
problems-throttled-message = AWS ha pedido a Portico que pregunte más despacio.
problems-throttled-remedy = Espere un momento.
problems-server_fault-message = AWS ha respondido con un fallo propio.
problems-server_fault-remedy = Inténtelo de nuevo más tarde.
problems-keychain_locked-message = El llavero está bloqueado.
problems-keychain_locked-remedy = Desbloquéelo y vuelva a intentarlo.
problems-keychain_absent-message = No hay ningún llavero en esta sesión.
problems-keychain_absent-remedy = Inicie un llavero y vuelva a intentarlo.
problems-keychain_silent-message = El llavero no responde.
problems-keychain_silent-remedy = Reinícielo y vuelva a intentarlo.
problems-keychain_too_small-message = El llavero rechaza incluso entradas pequeñas.
problems-keychain_too_small-remedy = Use otro llavero.
problems-keychain_item_gone-message = El llavero ha perdido un secreto.
problems-keychain_item_gone-remedy = Inicie sesión de nuevo.
problems-keychain_failed-message = El llavero ha dado un error.
problems-keychain_failed-remedy = Inténtelo de nuevo.
problems-file_unreadable-message = Hay un archivo que no se entiende. Portico lo deja como está.
problems-file_unreadable-remedy = Corrija el archivo y vuelva a intentarlo.
problems-file_not_writable-message = No se puede escribir un archivo.
problems-file_not_writable-remedy = Compruebe de quién es y cuánto espacio queda.
problems-file_busy-message = Otro programa está cambiando el archivo.
problems-file_busy-remedy = Inténtelo de nuevo en un momento.
problems-desktop_failed-message = No se pudo usar un navegador o un servicio de su escritorio.
problems-desktop_failed-remedy = Inténtelo de nuevo.
problems-internal-message = Portico no pudo terminar por un fallo propio.
problems-internal-remedy = Inténtelo de nuevo; si persiste, comuníquelo con la salida de portico doctor.
