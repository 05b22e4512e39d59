// The messages of the engine’s errors, which it says itself in English.
import { each, optional, words } from './messages';

export const problems = {
  problems: optional(each([
    'invalid_input', 'not_found', 'sign_in_required', 'sign_in_cancelled', 'sign_in_failed', 'not_assigned', 'offline', 'not_identity_center',
    'throttled', 'server_fault', 'keychain_locked', 'keychain_absent', 'keychain_silent', 'keychain_too_small', 'keychain_item_gone',
    'keychain_failed', 'file_unreadable', 'file_not_writable', 'file_busy', 'desktop_failed', 'internal',
  ], words('message', 'remedy'))),
};
