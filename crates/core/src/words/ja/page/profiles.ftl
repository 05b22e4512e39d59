# Japanese, in the window: profiles.

## The profiles that Portico keeps.

profiles-title = プロファイル
profiles-lead = Portico が { $path } で管理する、AWS CLI、SDK、その他のツール用の設定です。
profiles-known = { $n } 件のプロファイルを管理中
profiles-edited = { $n } 件がほかで編集済み
profiles-search = プロファイルを検索
profiles-placeholder = 名前、アカウント、ロール、形式で検索
profiles-label = Portico が管理するプロファイル
profiles-loading = プロファイルを読み込んでいます
profiles-found =
    { $n ->
        [0] 一致するプロファイルはありません。
       *[other] { $n } 件のプロファイルが見つかりました。
    }
profiles-columns-name = プロファイル
profiles-columns-role = ロール
profiles-columns-form = 認証情報
profiles-columns-standing = 状態
profiles-columns-action = 操作
profiles-filter = 表示するプロファイル
profiles-all = すべて
profiles-only-edited = 編集済み
profiles-only-role_gone = ロールなし
profiles-only-parent_missing = 親なし
profiles-state-in_step-word = 同期済み
profiles-state-in_step-meaning = Portico が書いたままで、ロールに合わせて更新されます
profiles-state-alone-word = 単独
profiles-state-alone-meaning = 個別に書かれており、同期の対象外です
profiles-state-edited-word = 編集済み
profiles-state-edited-meaning = 認証情報の取得先がほかで変更されました。次の同期で元に戻ります
profiles-state-role_gone-word = ロールなし
profiles-state-role_gone-meaning = このロールはもう割り当てられていません
profiles-state-parent_missing-word = 親なし
profiles-state-parent_missing-meaning = 経由するロールのプロファイルがありません
profiles-forms-credential_process = Portico から
profiles-forms-sso-session = AWS CLI から
profiles-forms-sso-legacy = AWS CLI から (更新なし)
profiles-forms-keys = ファイル内のキー
profiles-forms-role-chain = 別のロールを経由
profiles-until = { $time } まで
profiles-unlisted = 一覧にありません
profiles-remove = 削除…
profiles-removeNamed = プロファイル { $profile } を削除
profiles-sync = 同期…
profiles-undo = 最後の書き込みを取り消す…
profiles-none = Portico が管理するプロファイルはまだありません。
profiles-noneHint = すべてのロールに分かりやすい名前のプロファイルを付けましょう。AWS CLI、Terraform、IDE が、ディスクにキーを置かずにそのまま動きます。
profiles-begin = プロファイルを作成…
profiles-noMatch = 「{ $query }」に一致するプロファイルはありません。
profiles-noneLeft-edited = ほかで編集されたプロファイルはありません。
profiles-noneLeft-role_gone = すべてのプロファイルのロールが有効です。
profiles-noneLeft-parent_missing = 親のないプロファイルはありません。
profiles-showAll = すべて表示
profiles-refusedTitle = プロファイルを表示できません。
profiles-refusedHint = Portico は、完全に理解できないファイルには何も書き込みません。
profiles-drift = Portico の{ $n } 件のプロファイルがほかで編集されました。
profiles-driftHint = ツールが想定外の認証情報を受け取ることがあります。次の同期で元に戻り、追加された設定は残ります。
profiles-gone = { $n } 件のプロファイルのロールは、もう割り当てられていません。
profiles-restore = 元に戻す…
profiles-prune = 削除…
profiles-plan-title = プロファイルを同期
profiles-plan-which = プロファイルを作るロール
profiles-plan-choices-all-name = すべて
profiles-plan-choices-all-hint = 持っているすべてのロール
profiles-plan-choices-favourites-name = お気に入り
profiles-plan-choices-favourites-hint = 星付きアカウントのロール
profiles-plan-choices-matches-name = 一致するもの
profiles-plan-choices-matches-hint = 検索と同じ書き方
profiles-plan-query = 条件
profiles-plan-queryHint = prod read
profiles-plan-template = 名前
profiles-plan-usual = 標準の名前
profiles-plan-fields = 使えるもの
profiles-plan-fieldsList-account = アカウントの名前。{ "{nickname}" }、{ "{number}" }、{ "{email}" } も使えます
profiles-plan-fieldsList-role = 許可セット
profiles-plan-fieldsList-portal = ポータル
profiles-plan-fieldsList-tag = タグの値
profiles-plan-fieldsList-most = 最大 20 文字
profiles-plan-fieldsList-letters = 大文字小文字: lower (小文字) または upper (大文字)
profiles-plan-fieldsList-strip = 先頭と末尾の AWS を除く
profiles-plan-fieldsList-replace = 文字列を置き換える
profiles-plan-fieldsList-other = 名前に使えない文字を _ にする
profiles-plan-examples = 例
profiles-plan-of = { $account } / { $role }
profiles-plan-toldApart =
    { $n ->
        [0] { $total } 件の名前に重複はありません。
       *[other] { $total } 件中 { $n } 件の名前は、重複しないよう末尾に番号などが付きます。
    }
profiles-plan-apart = 重複を回避
profiles-plan-noRoles = ロールはまだ取得されていません。先にサインインしてください。
profiles-plan-form = 認証情報の取得元
profiles-plan-forms-credential_process-name = Portico から (どこでも使えます)
profiles-plan-forms-sso-session-name = AWS CLI から (CLI が自分でサインイン)
profiles-plan-forms-sso-legacy-name = AWS CLI から (sso-session 非対応のツール用)
profiles-plan-prune = 古いものを削除
profiles-plan-pruneHint = 割り当てのなくなったロールのプロファイルと、古い名前。
profiles-plan-remember = この選択を記憶
profiles-plan-rememberHint = 次回、ここと portico profiles sync で使います。
profiles-plan-write =
    { $n ->
        [0] 書き込むものはありません
       *[other] { $n } 件の変更を書き込む
    }
profiles-plan-cancel = キャンセル
profiles-plan-writeLater = 変更を書き込む
profiles-plan-planning = 変更点を調べています
profiles-plan-sayWhat = prod read のように、条件を入力してください。
profiles-plan-mend = まず名前を直してください。すると、ここに変更点が表示されます。
profiles-report-counts-added = 追加 { $n } 件
profiles-report-counts-changed = 変更 { $n } 件
profiles-report-counts-restored = 復元 { $n } 件
profiles-report-counts-removed = 削除 { $n } 件
profiles-report-counts-kept = 同期済み { $n } 件
profiles-report-nothing = 操作は不要です。すべてのプロファイルが正しい状態です。
profiles-report-nothingAtAll = 操作は不要です。一致するロールはありません。
profiles-report-notes-restored = ほかで編集されたため、書き直し
profiles-report-notes-edited = ほかで編集されたが、そのまま
profiles-report-notes-stale = 割り当てのなくなったロールのもの、そのまま
profiles-report-notes-superseded = 古い名前、そのまま
profiles-report-notes-parent_missing = 経由するロールのプロファイルがないもの
profiles-report-namesMore = { $names }、ほか { $more } 件
profiles-report-diff = { $path } の変更点
profiles-report-more = ほかに { $n } 行あります。portico profiles plan ですべて表示できます。
profiles-removal-title = プロファイルを削除
profiles-removal-lead = { $profile } をファイルから削除します。使っているツールは動かなくなります。ロールはそのままです。
profiles-removal-again = そのロールがプロファイルの対象である限り、同期で再び書き込まれます。
profiles-removal-act = 削除
profiles-undoing-title = 最後の書き込みを取り消す
profiles-undoing-lead = ファイルは、Portico が最後に書き込む前の状態に戻ります。もう一度取り消すと、その書き込みが戻ります。
profiles-undoing-act = 取り消す
profiles-done-synced = プロファイルを同期しました。{ $n } 件の変更を書き込みました。
profiles-done-removed = プロファイル { $profile } を削除しました。
profiles-done-undone = 最後の書き込みを取り消しました。

## Where a profile’s credentials come from.

profiles-explain-open = { $profile } の認証情報の出どころ
profiles-explain-title = { profiles-explain-open }
profiles-explain-loading = AWS のファイルを読み込んでいます
profiles-explain-wins = ツールはこれを使います
profiles-explain-winsWhy = ツールが探す場所のうち、最初に設定されているものです。
profiles-explain-fails = ツールはこれを使い、失敗します
profiles-explain-failsWhy = 最初に設定されているものです。失敗しても、ツールはその先を探しません。
profiles-explain-nothing = どのツールも認証情報を見つけられません
profiles-explain-passed = 後に来るため、使われません
profiles-explain-ignored = プロファイルが指定されているため、見られません
profiles-explain-others = ほかに設定されているもの
profiles-explain-sources-environment = 環境変数のキー
profiles-explain-sources-assumed-role = 引き受けたロール
profiles-explain-sources-web-identity = ウェブ ID
profiles-explain-sources-identity-center = AWS CLI 自身のサインイン
profiles-explain-sources-credentials-file = credentials ファイルのキー
profiles-explain-sources-login = aws login によるサインイン
profiles-explain-sources-process = プログラム (credential_process)
profiles-explain-sources-config-file = config ファイルのキー
profiles-explain-sources-container = ローカルエンドポイント
profiles-explain-sources-instance = コンピュータ自体 (AWS のものの場合)
profiles-explain-notes = ツールによって異なる点
profiles-explain-terminal = これは Portico の知る範囲で --profile に当てはまります。ターミナルには独自の変数があるかもしれません。そこで次を実行してください:
profiles-explain-close = 閉じる
