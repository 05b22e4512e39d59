# Japanese, in the window: errors; the engine’s own words stand below, so here is what holds for all of a kind.

## What the engine’s errors say.

problems-invalid_input-message = 入力内容が正しくありません。
problems-invalid_input-remedy = 入力内容を確認してください。
problems-not_found-message = 見つかりません。
problems-not_found-remedy = 名前を確認するか、アカウントの一覧を取得し直してください。
problems-sign_in_required-message = サインインが必要です。
problems-sign_in_required-remedy = サインインしてから、もう一度お試しください。
problems-sign_in_cancelled-message = サインインはキャンセルされました。
problems-sign_in_cancelled-remedy = 必要であれば、もう一度サインインしてください。
problems-sign_in_failed-message = サインインできませんでした。
problems-sign_in_failed-remedy = もう一度サインインしてください。
problems-not_assigned-message = このアクセスは割り当てられていません。
problems-not_assigned-remedy = アカウントの一覧を取得し直すか、組織に依頼してください。
problems-offline-message = サーバーに接続できません。
problems-offline-remedy = ネットワーク接続を確認してください。
problems-not_identity_center-message = 応答したのは Identity Center ではありません。
problems-not_identity_center-remedy = ネットワーク、プロキシ、開始 URL を確認してください。
problems-throttled-message = AWS が要求の間隔を空けるよう求めています。
problems-throttled-remedy = しばらくお待ちください。
problems-server_fault-message = AWS 側でエラーが発生しました。
problems-server_fault-remedy = しばらくしてから、もう一度お試しください。
problems-keychain_locked-message = キーチェーンがロックされています。
problems-keychain_locked-remedy = ロックを解除してから、もう一度お試しください。
problems-keychain_absent-message = このセッションにはキーチェーンがありません。
problems-keychain_absent-remedy = キーチェーンを起動してから、もう一度お試しください。
problems-keychain_silent-message = キーチェーンが応答しません。
problems-keychain_silent-remedy = キーチェーンを再起動してから、もう一度お試しください。
problems-keychain_too_small-message = キーチェーンは小さな項目も受け付けません。
problems-keychain_too_small-remedy = 別のキーチェーンを使ってください。
problems-keychain_item_gone-message = キーチェーンから秘密情報が失われました。
problems-keychain_item_gone-remedy = もう一度サインインしてください。
problems-keychain_failed-message = キーチェーンでエラーが発生しました。
problems-keychain_failed-remedy = もう一度お試しください。
problems-file_unreadable-message = 内容を解釈できないファイルがあります。Portico は変更しません。
problems-file_unreadable-remedy = ファイルを修正してから、もう一度お試しください。
problems-file_not_writable-message = ファイルに書き込めません。
problems-file_not_writable-remedy = 所有者と空き容量を確認してください。
problems-file_busy-message = 別のプログラムがファイルを変更しています。
problems-file_busy-remedy = しばらくしてから、もう一度お試しください。
problems-desktop_failed-message = ブラウザまたはデスクトップのサービスを使えませんでした。
problems-desktop_failed-remedy = もう一度お試しください。
problems-internal-message = Portico 自身の不具合により、完了できませんでした。
problems-internal-remedy = もう一度お試しください。続く場合は portico doctor の出力を添えて報告してください。
