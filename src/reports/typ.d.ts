/** Templates for paper are bundled as text. */
declare module '*.typ' {
  const template: string
  export default template
}
