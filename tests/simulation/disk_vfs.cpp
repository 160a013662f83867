// The disk as a VFS of SQLite. Locks and shared memory are those of one process.

#include "disk.hpp"

#include <atomic>
#include <chrono>
#include <cstring>
#include <new>
#include <sqlite3.h>
#include <stdexcept>
#include <thread>

namespace simulation {

namespace {

std::atomic<Disk*> mounted{nullptr};

struct Handle {
    sqlite3_file base;
    Disk* disk;
    Disk::File file;
    std::string path;
    bool new_name;  ///< Its first sync syncs the directory too, as the VFS for Unix does.
    bool temporary; ///< Deleted when closed.
    int lock;
    bool mapped;
};

Handle& of(sqlite3_file* file) {
    return *reinterpret_cast<Handle*>(file);
}

int unmap(sqlite3_file* file, int erase) {
    Handle& handle = of(file);
    const std::lock_guard lock(handle.disk->mutex);
    if (!handle.mapped) return SQLITE_OK;
    handle.mapped = false;
    if (--handle.file->mapped == 0 && erase != 0) handle.file->memory.clear();
    return SQLITE_OK;
}

int unlock(sqlite3_file* file, int level) {
    Handle& handle = of(file);
    const std::lock_guard lock(handle.disk->mutex);
    Disk::Inode& inode = *handle.file;
    if (handle.lock <= level) return SQLITE_OK;
    if (inode.reserved == &handle) inode.reserved = nullptr;
    if (inode.pending == &handle) inode.pending = nullptr;
    if (level == SQLITE_LOCK_NONE && handle.lock >= SQLITE_LOCK_SHARED) --inode.shared;
    handle.lock = level;
    return SQLITE_OK;
}

int close(sqlite3_file* file) {
    const Calm calm;
    unmap(file, 0);
    unlock(file, SQLITE_LOCK_NONE);
    Handle& handle = of(file);
    if (handle.temporary) (void)handle.disk->erase(handle.path, false);
    handle.~Handle();
    return SQLITE_OK;
}

int read(sqlite3_file* file, void* into, int amount, sqlite3_int64 at) {
    return of(file).disk->read(*of(file).file, static_cast<unsigned char*>(into),
                               static_cast<std::size_t>(amount), static_cast<std::size_t>(at));
}

int write(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 at) {
    const Calm calm;
    return of(file).disk->write(*of(file).file, static_cast<const unsigned char*>(bytes),
                                static_cast<std::size_t>(amount), static_cast<std::size_t>(at));
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    const Calm calm;
    return of(file).disk->truncate(*of(file).file, static_cast<std::size_t>(size));
}

int sync(sqlite3_file* file, int) {
    const Calm calm;
    Handle& handle = of(file);
    const int code = handle.disk->sync(*handle.file, handle.new_name);
    if (code == SQLITE_OK) handle.new_name = false;
    return code;
}

int size(sqlite3_file* file, sqlite3_int64* bytes) {
    std::size_t there = 0;
    const int code = of(file).disk->size(*of(file).file, there);
    *bytes = static_cast<sqlite3_int64>(there);
    return code;
}

int lock(sqlite3_file* file, int level) {
    Handle& handle = of(file);
    const std::lock_guard guard(handle.disk->mutex);
    Disk::Inode& inode = *handle.file;
    if (handle.lock >= level) return SQLITE_OK;
    if (const int code = handle.disk->allow(Operation::lock); code != SQLITE_OK) return code;
    const bool others_pend = inode.pending != nullptr && inode.pending != &handle;
    if (others_pend) return SQLITE_BUSY;
    if (level == SQLITE_LOCK_SHARED) ++inode.shared;
    if (level == SQLITE_LOCK_RESERVED) {
        if (inode.reserved != nullptr) return SQLITE_BUSY;
        inode.reserved = &handle;
    }
    if (level == SQLITE_LOCK_EXCLUSIVE) {
        if (inode.reserved != nullptr && inode.reserved != &handle) return SQLITE_BUSY;
        inode.pending = &handle;
        handle.lock = SQLITE_LOCK_PENDING;
        if (inode.shared > 1) return SQLITE_BUSY;
    }
    handle.lock = level;
    return SQLITE_OK;
}

int check_reserved(sqlite3_file* file, int* reserved) {
    const std::lock_guard guard(of(file).disk->mutex);
    *reserved = of(file).file->reserved != nullptr ? 1 : 0;
    return SQLITE_OK;
}

int control(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file*) {
    return 4096;
}

int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE; // what the VFS for Unix promises
}

int map(sqlite3_file* file, int region, int bytes, int extend, void volatile** memory) {
    const Calm calm;
    Handle& handle = of(file);
    const std::lock_guard guard(handle.disk->mutex);
    *memory = nullptr;
    if (const int code = handle.disk->allow(Operation::map); code != SQLITE_OK) return code;
    Disk::Inode& inode = *handle.file;
    if (!handle.mapped) {
        handle.mapped = true;
        ++inode.mapped;
    }
    while (inode.memory.size() <= static_cast<std::size_t>(region)) {
        if (extend == 0) return SQLITE_OK;
        inode.memory.push_back(std::make_unique<unsigned char[]>(static_cast<std::size_t>(bytes)));
    }
    *memory = inode.memory[static_cast<std::size_t>(region)].get();
    return SQLITE_OK;
}

bool memory_free(const Disk::Inode& inode, const Handle& handle, int slot, bool exclusive) {
    const void* owner = inode.memory_exclusive[slot];
    if (owner != nullptr && owner != &handle) return false;
    return !exclusive || inode.memory_shared[slot] == 0;
}

int memory_lock(sqlite3_file* file, int first, int count, int flags) {
    Handle& handle = of(file);
    const std::lock_guard guard(handle.disk->mutex);
    Disk::Inode& inode = *handle.file;
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    const bool take = (flags & SQLITE_SHM_LOCK) != 0;
    if (take) {
        if (const int code = handle.disk->allow(Operation::lock); code != SQLITE_OK) return code;
    }
    for (int slot = first; take && slot < first + count; ++slot) {
        if (!memory_free(inode, handle, slot, exclusive)) return SQLITE_BUSY;
    }
    for (int slot = first; slot < first + count; ++slot) {
        if (exclusive)
            inode.memory_exclusive[slot] = take ? &handle : nullptr;
        else
            inode.memory_shared[slot] += take ? 1 : -1;
    }
    return SQLITE_OK;
}

void barrier(sqlite3_file*) {
    std::atomic_thread_fence(std::memory_order_seq_cst);
}

const sqlite3_io_methods methods{
    2,      close,          read,    write,       truncate,        sync, size,        lock,
    unlock, check_reserved, control, sector_size, characteristics, map,  memory_lock, barrier,
    unmap,  nullptr,        nullptr};

int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* flags_out) {
    const Calm calm;
    static std::atomic<int> unnamed{0};
    file->pMethods = nullptr;
    Disk* disk = mounted.load();
    const std::string path = name == nullptr ? "unnamed" + std::to_string(++unnamed) : name;
    Disk::File inode;
    bool created = false;
    const int code = disk->open(path, (flags & SQLITE_OPEN_CREATE) != 0, inode, created);
    if (code != SQLITE_OK) return code;
    constexpr int logs = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
    new (file) Handle{{&methods},
                      disk,
                      std::move(inode),
                      path,
                      created && (flags & logs) != 0,
                      (flags & SQLITE_OPEN_DELETEONCLOSE) != 0,
                      SQLITE_LOCK_NONE,
                      false};
    if (flags_out != nullptr) *flags_out = flags;
    return SQLITE_OK;
}

int erase(sqlite3_vfs*, const char* path, int sync_directory) {
    const Calm calm;
    return mounted.load()->erase(path, sync_directory != 0);
}

int access(sqlite3_vfs*, const char* path, int, int* there) {
    const Calm calm;
    bool found = false;
    const int code = mounted.load()->access(path, found);
    *there = found ? 1 : 0;
    return code;
}

int full_path(sqlite3_vfs*, const char* name, int room, char* path) {
    sqlite3_snprintf(room, path, "%s", name);
    return SQLITE_OK;
}

int random_bytes(sqlite3_vfs*, int count, char* bytes) {
    std::memset(bytes, 7, static_cast<std::size_t>(count));
    return count;
}

int pause(sqlite3_vfs*, int microseconds) {
    std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
    return microseconds;
}

int now(sqlite3_vfs*, sqlite3_int64* milliseconds) {
    *milliseconds = 212'000'000'000'000;
    return SQLITE_OK;
}

sqlite3_vfs make_vfs() {
    sqlite3_vfs vfs{};
    vfs.iVersion = 2;
    vfs.szOsFile = sizeof(Handle);
    vfs.mxPathname = 512;
    vfs.zName = "simulation";
    vfs.xOpen = open;
    vfs.xDelete = erase;
    vfs.xAccess = access;
    vfs.xFullPathname = full_path;
    vfs.xRandomness = random_bytes;
    vfs.xSleep = pause;
    vfs.xCurrentTimeInt64 = now;
    return vfs;
}

sqlite3_vfs vfs = make_vfs();

} // namespace

Mounted::Mounted(Disk& disk) : before_(mounted.exchange(&disk)) {
    if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) throw std::runtime_error("no VFS");
    sqlite3_randomness(0,
                       nullptr); // from here on the same salts of the log: a case can be repeated
}

Mounted::~Mounted() {
    mounted = before_;
    if (before_ == nullptr) sqlite3_vfs_unregister(&vfs);
}

} // namespace simulation
