/** The caller's files. Writes go to a neighbour first and are then renamed, so that a file is there whole or not at all. */
import { link, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
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
    async create(path, bytes) {
      await mkdir(dirname(path), { recursive: true })
      creations += 1
      const neighbour = `${path}.${process.pid}.${creations}.part`
      try {
        await writeForGood(neighbour, bytes)
        // A second name for what is written already: it is there whole, or not at all, and fails where the name is taken.
        await link(neighbour, path)
        return true
      } catch (error) {
        if ((error as { code?: string }).code === 'EEXIST') return false
        throw error
      } finally {
        await rm(neighbour, { force: true })
      }
    },
  }
}

/** So that two who write the same file at once have neighbours of their own. */
let creations = 0

/** On the disk before it returns, so that a loss of power leaves nothing half. */
async function writeForGood(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as { code?: string }).code
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR'
}
