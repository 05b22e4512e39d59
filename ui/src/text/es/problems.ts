// Spanish, of what goes wrong. The engine's own words stand below: here is what holds for all of a kind.
import type { Text } from '../../text';

export const problems: Text['problems'] = {
  invalid_input: { message: 'Eso no puede ser correcto.', remedy: 'Revise lo que ha escrito.' },
  not_found: { message: 'Portico no lo encuentra.', remedy: 'Revise el nombre o vuelva a listar sus cuentas.' },
  sign_in_required: { message: 'Para eso necesita iniciar sesión.', remedy: 'Inicie sesión y vuelva a intentarlo.' },
  sign_in_cancelled: { message: 'El inicio de sesión se canceló.', remedy: 'Inicie sesión de nuevo si lo desea.' },
  sign_in_failed: { message: 'El inicio de sesión ha fallado.', remedy: 'Inicie sesión de nuevo.' },
  not_assigned: { message: 'No tiene asignado este acceso.', remedy: 'Vuelva a listar sus cuentas o pídalo a su organización.' },
  offline: { message: 'Portico no puede conectar con el servidor.', remedy: 'Compruebe la conexión de red.' },
  not_identity_center: { message: 'Quien responde no es un Identity Center.', remedy: 'Compruebe la red, el proxy y la URL de inicio.' },
  throttled: { message: 'AWS ha pedido a Portico que pregunte más despacio.', remedy: 'Espere un momento.' },
  server_fault: { message: 'AWS ha respondido con un fallo propio.', remedy: 'Inténtelo de nuevo más tarde.' },
  keychain_locked: { message: 'El llavero está bloqueado.', remedy: 'Desbloquéelo y vuelva a intentarlo.' },
  keychain_absent: { message: 'No hay ningún llavero en esta sesión.', remedy: 'Inicie un llavero y vuelva a intentarlo.' },
  keychain_silent: { message: 'El llavero no responde.', remedy: 'Reinícielo y vuelva a intentarlo.' },
  keychain_too_small: { message: 'El llavero rechaza incluso entradas pequeñas.', remedy: 'Use otro llavero.' },
  keychain_item_gone: { message: 'El llavero ha perdido un secreto.', remedy: 'Inicie sesión de nuevo.' },
  keychain_failed: { message: 'El llavero ha dado un error.', remedy: 'Inténtelo de nuevo.' },
  file_unreadable: { message: 'Hay un archivo que no se entiende. Portico lo deja como está.', remedy: 'Corrija el archivo y vuelva a intentarlo.' },
  file_not_writable: { message: 'No se puede escribir un archivo.', remedy: 'Compruebe de quién es y cuánto espacio queda.' },
  file_busy: { message: 'Otro programa está cambiando el archivo.', remedy: 'Inténtelo de nuevo en un momento.' },
  desktop_failed: { message: 'No se pudo usar un navegador o un servicio de su escritorio.', remedy: 'Inténtelo de nuevo.' },
  internal: { message: 'Portico no pudo terminar por un fallo propio.', remedy: 'Inténtelo de nuevo; si persiste, comuníquelo con la salida de portico doctor.' },
};
