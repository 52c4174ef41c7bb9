/**
 * The built program, read so that it starts fast: its files in the older module format, each with the code that Node's
 * engine compiled from it when the program was built. Where that code is missing, or is refused because Node is another,
 * the file is compiled again; nothing else changes.
 */
const fs = require('node:fs')
const { createRequire } = require('node:module')
const path = require('node:path')
const process = require('node:process')
const vm = require('node:vm')

/** Scripts read so far, by file. */
const scripts = new Map()

/** What the program's main file (a `.cjs` that `build.mjs` wrote) exports. */
function loadProgram(file) {
  const folder = path.dirname(file)
  const packages = createRequire(file)
  const loaded = new Map()
  function load(id) {
    if (!id.startsWith('./')) return packages(id)
    let found = loaded.get(id)
    if (found === undefined) {
      found = { exports: {} }
      loaded.set(id, found)
      const chunk = path.join(folder, id)
      scriptOf(chunk).runInThisContext()(found.exports, load, found, chunk)
    }
    return found.exports
  }
  return load(`./${path.basename(file)}`)
}

function scriptOf(file) {
  // The files are written in ASCII, which is read faster than UTF-8 and is the same.
  const text = fs.readFileSync(file, 'latin1')
  let cachedData
  try {
    cachedData = fs.readFileSync(compiledFile(file))
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  const script = new vm.Script(`(function (exports, require, module, moduleFile) {${text}\n})`, {
    filename: file,
    cachedData,
  })
  scripts.set(file, script)
  return script
}

/** Named after the one Node that can read it. */
function compiledFile(file) {
  return `${file}.${process.version}-${process.arch}`
}

/** Writes, beside each file read so far, the code compiled for what has run; each whole or not at all. */
function keepCompiled() {
  for (const [file, script] of scripts) {
    const temporary = `${file}.${process.pid}.tmp`
    fs.writeFileSync(temporary, script.createCachedData())
    fs.renameSync(temporary, compiledFile(file))
  }
}

module.exports = { compiledFile, keepCompiled, loadProgram }
