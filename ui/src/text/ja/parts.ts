// Japanese, of an account, browsers, guarded roles, links, adding a portal, local endpoints, support mode and places.
import { count } from '../../numbers';
import type { Text } from '../../text';
import { guardrails } from './more';

export const account: Text['account'] = {
  title: '名前、色、タグ、ブラウザ',
  open: 'アカウントを編集…',
  of: 'アカウントについて',
  byAws: (name) => `AWS での名前は ${name} です。`,
  isHidden: '一覧に表示しない',
  what: (name, number) => `${name} · ${number}`,
  nickname: '呼び名',
  nicknameHint: '名前の代わりに表示され、検索でも見つかります。',
  nicknameLong: (most) => `${count(most)} 文字以内で入力してください。`,
  colour: '色',
  automatic: '自動',
  colours: { red: '赤', orange: 'オレンジ', yellow: '黄', green: '緑', teal: '青緑', lightBlue: '水色', darkBlue: '紺', purple: '紫', pink: 'ピンク' },
  tags: 'タグ',
  tagsHint: '単語、または team=payments のような組で、一覧をまとめるのに使えます。Enter で追加します。',
  tagPlaceholder: 'タグを追加',
  tagWrong: (tag) => `「${tag}」はタグにできません。文字、数字、. : / + @ _ - を使い、team=payments のように入力してください。`,
  tagsMany: (most) => `アカウントのタグは最大 ${count(most)} 個です。`,
  tagsGiven: (tags) => `組織により ${tags} が付いています。`,
  removeTag: (tag) => `タグ ${tag} を削除`,
  tagAdded: (tag) => `タグ ${tag} を追加しました。`,
  tagRemoved: (tag) => `タグ ${tag} を削除しました。`,
  hide: '非表示にする',
  hideHint: '非表示のアカウントを表示するまで、一覧、検索、トレイに出ません。',
  loading: '設定内容を読み込んでいます',
  save: '保存',
  cancel: 'キャンセル',
  done: (name) => `${name} の設定を保存しました。`,
  hidden: '非表示',
  hiddenLeft: (n) => `非表示のアカウント ${count(n)} 件`,
  hiddenShown: (n) => `非表示のアカウント ${count(n)} 件も表示中`,
  showHidden: '表示',
  hideHidden: '表示しない',
};

export const browsers: Text['browsers'] = {
  choice: ({ apart, browser, comes_to, profile, person }) => {
    const before = browser === null ? '' : `${browser}: `;
    const within = profile === null ? '' : ` (${profile} 内)`;
    switch (apart) {
      case 'same':
        if (browser === null) return comes_to === null ? 'デフォルトのブラウザ' : `デフォルトのブラウザ (${comes_to})`;
        if (profile === null) return browser;
        return person === null ? `${browser}: ${profile}` : `${browser}: ${profile} (${person})`;
      case 'container': return browser === null ? 'アカウントごとの Firefox コンテナ' : `${browser}: アカウントごとのコンテナ${within}`;
      case 'own': return `${before}アカウントごとの専用プロファイル`;
      case 'own_by_role': return `${before}ロールごとの専用プロファイル`;
    }
  },
  place: (called) => {
    switch (called.kind) {
      case 'default': return '既定のブラウザ';
      case 'browser': return called.browser;
      case 'profile': return `${called.browser}（プロファイル ${called.profile}）`;
      case 'container': return `${called.browser}（コンテナー ${called.container}）`;
      case 'own': return `${called.browser}（アカウント専用プロファイル）`;
      case 'gone': return called.place;
    }
  },
  notThere: (name) => `${name} – 利用できません`,
  consoles: 'コンソールを開く場所',
  consolesOf: (portal) => `${portal} のコンソールを開くブラウザ`,
  signIn: 'サインインに使うもの',
  signInOf: (portal) => `${portal} にサインインするブラウザ`,
  account: 'コンソールを開く場所',
  likePortal: (name) => `ポータルと同じ: ${name}`,
  accountHint: 'コンテナまたは専用プロファイルを使うと、このアカウントをブラウザ内のほかのものから分けられます。',
  once: 'ブラウザ',
  asUsual: (name) => `いつもどおり: ${name}`,
  onceHint: '次のコンソールにのみ使います。',
  fixed: (name) => `組織により、コンソールを開く場所は ${name} です。`,
  crowd: {
    title: (n) => `すでに ${count(n)} 個の ID が開いています`,
    why: (called, n) => `${called} では ${count(n)} 個の ID でサインインしています。これは AWS が 1 つのブラウザに許す上限です。AWS はそのうちの 1 つからサインアウトするよう求めます。`,
    label: 'サインインしている ID',
    member: (role, title) => `${title} の ${role}`,
    anyway: 'それでも開く',
    apart: '専用プロファイルで開く',
    cancel: 'キャンセル',
  },
};

export const guard: Text['guard'] = {
  rails: guardrails,
  title: (role) => `${role} を使いますか?`,
  clock: (minutes) => `${count(minutes)} 分間です。その後、Portico は認証情報を忘れます。`,
  why: '理由',
  whyHint: 'チケット番号など',
  whyOptional: '理由 (任意)',
  type: (name) => `続けるには ${name} と入力してください`,
  orType: (name) => `または ${name} と入力`,
  hold: '長押しで続ける',
  holding: 'そのまま押し続けてください…',
  go: '続ける',
  cancel: 'キャンセル',
  stepped: '昇格中',
  of: (role, account) => `${account} の ${role}`,
  left: (time) => `残り ${time}`,
  end: '今すぐ終了',
  endShort: '終了',
  endOf: (role, account) => `今すぐ終了: ${account} の ${role}`,
  ended: (role, account) => `${account} の ${role} を終了しました。渡済みの認証情報は期限まで有効です。`,
};

export const links: Text['links'] = {
  copy: 'リンクをコピー',
  form: 'リンクの種類',
  forms: [
    { id: 'portal', name: 'ポータル、このロール' },
    { id: 'portal_without_role', name: 'ポータル、任意のロール' },
    { id: 'app', name: 'Portico、このロール' },
    { id: 'app_without_role', name: 'Portico、任意のロール' },
  ],
  copied: (account) => `${account} へのリンクをコピーしました。秘密情報は含まれません。`,
  title: 'このリンクを開きますか?',
  lead: 'コンソールへのリンクを受け取りました。まだ何も開いていません。',
  wrong: 'このリンクの行き先はありません',
  portal: 'ポータル',
  account: 'アカウント',
  role: 'ロール',
  where: '場所',
  anywhere: 'ポータルの行き先',
  weakest: 'リンクにロールの指定がありません。これはそこで最も弱いロールです。',
  open: 'コンソールを開く',
  cancel: 'キャンセル',
  close: '閉じる',
};

export const portalForm: Text['portalForm'] = {
  words: '開始 URL、リンク、ホスト、または短い名前',
  placeholder: 'https://yourcompany.awsapps.com/start',
  find: '検索',
  finding: 'ポータルを探しています',
  nothing: '組織から受け取ったものを貼り付けてください。例: https://yourcompany.awsapps.com/start',
  found: (host, region) => `${region} に ${host} が見つかりました。`,
  foundNoRegion: (host) => `${host} が見つかりました。リージョンを選んでください。`,
  foundUnknown: (host) => `${host} が見つかりましたが、AWS のホストではありません。確認のため入力してください。`,
  known: 'AWS のホスト',
  leads: (from, to) => `${from} の行き先は ${to} です。`,
  unknown: (host) =>
    `${host} は AWS のホストではありません。運営者が自分のアカウントを見せることもできます。組織からこのアドレスを受け取った場合にのみ続けてください。`,
  alike: (host) =>
    `${host} は AWS のホストに似ていますが、違います。運営者が自分のアカウントを見せることもできます。組織からまさにこのアドレスを受け取った場合にのみ続けてください。`,
  confirm: (host) => `確認のため ${host} と入力してください`,
  unconfirmed: 'ホストを正確に入力するとボタンが使えます。',
  region: 'ポータルのリージョン',
  noRegion: 'リージョンを選択',
  regionFound: 'ポータル自身の情報です。',
  name: '呼び名',
  nameWrong: '40 文字以内の英数字、ドット、ハイフン、アンダースコアを使い、先頭は英数字にしてください。',
  nameTaken: (name) => `${name} という名前のポータルはすでにあります。`,
  shared: (others) => `${others} も同じポータルを使っています。2 人として扱われ、セッションも別々です。`,
  advanced: '追加のリージョン、ほかのホスト、ローカルアドレス',
  also: '追加のリージョン',
  alsoPlaceholder: 'us-east-1, eu-central-1',
  alsoHint: '複数リージョンのインスタンス用です。最初のリージョンが応答しないとき、この順に試します。',
  alsoHintLocal: 'それぞれアドレス付きで入力します。例: us-east-1=http://127.0.0.1:8124',
  alsoMany: (most) => `追加のリージョンは最大 ${count(most)} 個です。`,
  alsoWrong: (word) => `「${word}」はリージョンではありません。`,
  hosts: 'ホスト',
  hostChoices: [
    { id: 'standard', name: '標準' },
    { id: 'dual-stack', name: 'デュアルスタック (IPv4 と IPv6)' },
    { id: 'fips', name: 'FIPS' },
    { id: 'fips-dual-stack', name: 'FIPS とデュアルスタック' },
  ],
  endpoint: 'ローカルの Identity Center のアドレス',
  endpointPlaceholder: 'http://127.0.0.1:8123',
  endpointHint: 'portico center が表示したものです。AWS には何も送られません。',
  submit: '追加してサインイン',
};

export const serving: Text['serving'] = {
  title: 'ツールに提供中',
  open: 'ツールに提供…',
  sheet: {
    title: 'このコンピュータで認証情報を提供',
    lead: 'SDK、コンテナ、IDE が、推測できないトークンを要求するローカルアドレスから、このロールの新しい認証情報を受け取ります。キーはファイルにも環境変数にも置かれません。',
    idle: '要求がないとき、停止するまでの時間',
    idles: [
      { minutes: 15, name: '15 分' },
      { minutes: 60, name: '1 時間' },
      { minutes: 240, name: '4 時間' },
      { minutes: 0, name: 'なし: 自分で停止するまで' },
    ],
    lock: '画面がロックされたら停止',
    always: 'いずれの場合も、サインアウト時と Portico の終了時に停止します。',
    act: '提供',
    cancel: 'キャンセル',
  },
  label: (account, role) => `${account} の ${role} をツールに提供中`,
  card: (account, role) => `${account} の ${role} をツールに提供しています`,
  since: (time) => `${time} から`,
  untilIdle: (time) => `${time} まで (それまでに要求があれば延長)`,
  untilStopped: '停止またはサインアウトするまで',
  untilLocked: '画面がロックされたときも停止します',
  nobody: 'まだ要求はありません。',
  asked: (times, by, when) => `要求 ${count(times)} 回、最後は ${by} (${when})。`,
  aProgram: 'あるプログラム',
  askedShort: (by, when) => `${by} が要求 (${when})`,
  nobodyShort: '要求なし',
  copy: '設定をコピー',
  copyFor: (form) => `${form} 用の設定をコピー`,
  stop: '停止',
  stopOf: (account, role) => `${account} の ${role} の提供を停止`,
  goTo: (account) => `${account} へ移動`,
  started: (role, account) => `${account} の ${role} を提供しています。ツール用の設定をコピーしてください。`,
  copied: (form) => `ツール用の設定を ${form} 用にコピーしました。これを持つ人は、停止するまで認証情報を取得できます。`,
  stopped: 'アドレスを閉じました。渡済みの認証情報は期限まで有効です。',
};

export const support: Text['support'] = {
  on: 'サポートモード: 読み取りロールのみ表示しています。',
  all: 'サポートモード: 読み取り以外のロールも表示しています。',
  show: 'すべてのロールを表示',
  hide: '読み取りのみ',
  withheld: (n) => `読み取り以上のロール ${count(n)} 件`,
};

export const visits: Text['visits'] = {
  label: 'このアカウントの場所',
  star: (title, region) => `お気に入り: ${title}${region === null ? '' : `、${region}`}`,
  keep: (title) => `${title} をここに残す`,
  starred: (title) => `${title} をこのアカウントに残しました。`,
  unstarred: (title) => `${title} を外しました。`,
};
