// What a language's words are once they are built in: see words.ts beside this folder.
declare module '#words/*' {
  const messages: import('./text/messages').Messages;
  export default messages;
}
