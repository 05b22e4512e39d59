// Japanese, of what goes wrong. The engine's own words stand below: here is what holds for all of a kind.
import type { Text } from '../../text';

export const problems: Text['problems'] = {
  invalid_input: { message: '入力内容が正しくありません。', remedy: '入力内容を確認してください。' },
  not_found: { message: '見つかりません。', remedy: '名前を確認するか、アカウントの一覧を取得し直してください。' },
  sign_in_required: { message: 'サインインが必要です。', remedy: 'サインインしてから、もう一度お試しください。' },
  sign_in_cancelled: { message: 'サインインはキャンセルされました。', remedy: '必要であれば、もう一度サインインしてください。' },
  sign_in_failed: { message: 'サインインできませんでした。', remedy: 'もう一度サインインしてください。' },
  not_assigned: { message: 'このアクセスは割り当てられていません。', remedy: 'アカウントの一覧を取得し直すか、組織に依頼してください。' },
  offline: { message: 'サーバーに接続できません。', remedy: 'ネットワーク接続を確認してください。' },
  not_identity_center: { message: '応答したのは Identity Center ではありません。', remedy: 'ネットワーク、プロキシ、開始 URL を確認してください。' },
  throttled: { message: 'AWS が要求の間隔を空けるよう求めています。', remedy: 'しばらくお待ちください。' },
  server_fault: { message: 'AWS 側でエラーが発生しました。', remedy: 'しばらくしてから、もう一度お試しください。' },
  keychain_locked: { message: 'キーチェーンがロックされています。', remedy: 'ロックを解除してから、もう一度お試しください。' },
  keychain_absent: { message: 'このセッションにはキーチェーンがありません。', remedy: 'キーチェーンを起動してから、もう一度お試しください。' },
  keychain_silent: { message: 'キーチェーンが応答しません。', remedy: 'キーチェーンを再起動してから、もう一度お試しください。' },
  keychain_too_small: { message: 'キーチェーンは小さな項目も受け付けません。', remedy: '別のキーチェーンを使ってください。' },
  keychain_item_gone: { message: 'キーチェーンから秘密情報が失われました。', remedy: 'もう一度サインインしてください。' },
  keychain_failed: { message: 'キーチェーンでエラーが発生しました。', remedy: 'もう一度お試しください。' },
  file_unreadable: { message: '内容を解釈できないファイルがあります。Portico は変更しません。', remedy: 'ファイルを修正してから、もう一度お試しください。' },
  file_not_writable: { message: 'ファイルに書き込めません。', remedy: '所有者と空き容量を確認してください。' },
  file_busy: { message: '別のプログラムがファイルを変更しています。', remedy: 'しばらくしてから、もう一度お試しください。' },
  desktop_failed: { message: 'ブラウザまたはデスクトップのサービスを使えませんでした。', remedy: 'もう一度お試しください。' },
  internal: { message: 'Portico 自身の不具合により、完了できませんでした。', remedy: 'もう一度お試しください。続く場合は portico doctor の出力を添えて報告してください。' },
};
