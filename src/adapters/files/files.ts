/** The caller's files. Writes go to a neighbour first and are then renamed, so that a file is there whole or not at all. */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import type { Files } from '#app/ports.ts'

export function callersFiles(): Files {
  return {
    async readBytes(path) {
      try {
        return await readFile(path)
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    async isFolder(path) {
      try {
        return (await stat(path)).isDirectory()
      } catch (error) {
        if (isMissing(error)) return false
        throw error
      }
    },
    async list(path) {
      return (await readdir(path)).sort()
    },
    join: (...parts) => join(...parts),
    folderOf: (path) => dirname(path),
    async write(path, bytes) {
      await mkdir(dirname(path), { recursive: true })
      const neighbour = `${path}.${process.pid}.part`
      try {
        await writeFile(neighbour, bytes)
        await rename(neighbour, path)
      } catch (error) {
        await rm(neighbour, { force: true })
        throw error
      }
    },
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as { code?: string }).code
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR'
}
