# Japanese. Address: です・ます in sentences; terms as the page has them.

## The tray: sessions.

portal_state = { $portal }: { $state }
signed_out = サインアウト済み
awaiting_browser = ブラウザで続けてください
awaiting_code = コード { $code } の入力を待っています
ends_in = 残り { $span }で終了
signed_in = サインイン済み
signed_in_offline = サインイン済み、オフライン
signed_in_for_this_run = 今回の起動中のみサインイン
signed_in_about = サインイン済み、残り約 { $span }
through_region = { $state }、{ $region } 経由
session_ended = セッション終了
session_ended_by_portal = ポータルがセッションを終了
less_than_a_minute = 1 分未満
minutes = { $minutes } 分
hours = { $hours } 時間
hours_and_minutes = { $hours } 時間 { $minutes } 分

## The tray: what is under way.

stepped_up = 昇格中: { $account } – { $role }、残り約 { $span }
end_step_up = 今すぐ終了
serving = { $account } – { $role } をツールに提供中
asked_by = 最後の要求: { $program }
asked_by_somebody = プログラムが要求
asked_by_nobody = まだ要求はありません
copy_serving = 設定をコピー
stop_serving = 停止

## The tray: what can be done.

favourites = お気に入り
recents = 最近
serve = ツールに認証情報を提供
pick = クイックピッカー…
pick_copied = コピーした内容を開く…
search = アカウントを検索…
sign_in_to = { $portal } にサインイン
sign_out_of = { $portal } からサインアウト
renew_session = { $portal } のセッションを更新
reopen_sign_in = { $portal } のサインインページをもう一度開く
quit = Portico を終了
settings = 設定…
needs_you = Portico の確認が必要です…
role_of_class = { $role }（{ $class }）
class_read = 読み取り
class_unknown = 不明
class_write = 書き込み
class_admin = 管理者

## Notifications.

show = Portico を表示
sign_in = サインイン
renew = 更新
session_ends = { $portal }: セッションはあと { $minutes } 分で終了します
session_ends_about = { $portal }: セッションはあと約 { $minutes } 分で終了します
session_ends_body = コンソールとツールを使い続けるには、今すぐ更新してください。
session_has_ended = { $portal }: セッションは終了しました
session_has_ended_body = コンソールを開いたりツールを使ったりするには、もう一度サインインしてください。
sign_in_wanted = { $portal }: プログラムがサインインを待っています
sign_in_wanted_body = ツールが認証情報を要求しましたが、セッションは終了しています。サインインしてから、もう一度実行してください。
access_arrived = { $portal }: 新しいアクセスが届きました
access_arrived_body = { $what } を開けるようになりました。
access_arrived_body_more = { $what } とほか { $more } 件を開けるようになりました。
show_access = 表示
role_in_account = { $account } の { $role }
not_signed_in = { $portal } にサインインしていません。
not_signed_in_body = サインインしてから、もう一度お試しください。
not_done = 完了できませんでした
cannot_start = Portico を起動できません

## Updates.

updates_off = 更新は無効です
updates_off_body = この Portico は更新用のキーなしでビルドされています。インストールしたときと同じ方法で更新してください。
up_to_date = Portico は最新です
up_to_date_body = { $version } が最新バージョンです。
updated = Portico { $version } をインストールしました
updated_body = 使うには、Portico を終了してもう一度起動してください。
not_updated = Portico は更新されませんでした

## The passphrase of the encrypted file.

passphrase = Portico の秘密情報の暗号化ファイルのパスフレーズ
passphrase_after_wrong = パスフレーズが違います。Portico の秘密情報の暗号化ファイルのパスフレーズ
new_passphrase = Portico の秘密情報の暗号化ファイルの新しいパスフレーズ
new_passphrase_after_short = 8 文字以上にしてください。Portico の秘密情報の新しいパスフレーズ
passphrase_label = パスフレーズ:
passphrase_empty = 空にはできません。
passphrase_again = もう一度:
passphrases_differ = 2 つの入力が一致しません。

## Windows.

picker_title = Portico クイックピッカー
