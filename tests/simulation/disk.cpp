#include "disk.hpp"

#include <algorithm>
#include <set>
#include <sqlite3.h>

namespace simulation {

namespace {

int error_of(Operation operation) {
    switch (operation) {
    case Operation::open:
    case Operation::create: return SQLITE_CANTOPEN;
    case Operation::read: return SQLITE_IOERR_READ;
    case Operation::write: return SQLITE_IOERR_WRITE;
    case Operation::truncate: return SQLITE_IOERR_TRUNCATE;
    case Operation::sync: return SQLITE_IOERR_FSYNC;
    case Operation::size: return SQLITE_IOERR_FSTAT;
    case Operation::erase: return SQLITE_IOERR_DELETE;
    case Operation::access: return SQLITE_IOERR_ACCESS;
    case Operation::lock: return SQLITE_IOERR_LOCK;
    case Operation::map: return SQLITE_IOERR_SHMMAP;
    }
    return SQLITE_IOERR;
}

/// A cut between two reads finds the same disk as one before the first of them.
bool changes_something(Operation operation) {
    return operation == Operation::create || operation == Operation::write ||
           operation == Operation::truncate || operation == Operation::sync ||
           operation == Operation::erase;
}

bool concerns(Damage damage, Operation operation) {
    switch (damage) {
    case Damage::none: return false;
    case Damage::io_error: return true;
    case Damage::disk_full: return operation == Operation::write || operation == Operation::create;
    case Damage::sync_failed: return operation == Operation::sync;
    default: return changes_something(operation);
    }
}

} // namespace

const char* name(Damage damage) {
    switch (damage) {
    case Damage::none: return "none";
    case Damage::cut_lost: return "power cut, unsynced lost";
    case Damage::cut_kept: return "power cut, all kept";
    case Damage::cut_reordered: return "power cut, reordered";
    case Damage::cut_torn: return "power cut, torn";
    case Damage::io_error: return "I/O error";
    case Damage::disk_full: return "disk full";
    case Damage::sync_failed: return "failed fsync";
    }
    return "?";
}

bool is_cut(Damage damage) {
    return damage >= Damage::cut_lost && damage <= Damage::cut_torn;
}

Disk::Disk(const Image& image) {
    for (const auto& [path, bytes] : image) {
        auto file = std::make_shared<Inode>();
        file->live = bytes;
        file->durable = bytes;
        names_.emplace(path, std::move(file));
    }
    durable_names_ = names_;
}

void Disk::plan(const Failure& failure) {
    failure_ = failure;
    operations_ = 0;
    struck_ = false;
}

void Disk::cut(Damage style, std::uint32_t seed) {
    off_ = true;
    struck_ = true;
    cut_ = style;
    seed_ = seed;
}

bool Disk::strikes(Operation operation) {
    if (!concerns(failure_.damage, operation)) return false;
    ++operations_;
    const bool due = operations_ == failure_.at ||
                     (failure_.sticky && failure_.at > 0 && operations_ > failure_.at);
    if (!due) return false;
    struck_ = true;
    if (is_cut(failure_.damage)) cut(failure_.damage, failure_.seed);
    return true;
}

int Disk::allow(Operation operation) {
    const std::lock_guard lock(mutex);
    if (off_ || strikes(operation)) return error_of(operation);
    return SQLITE_OK;
}

void Disk::apply(Bytes& bytes, const Change& change) {
    if (change.truncates) {
        bytes.resize(change.at);
        return;
    }
    if (bytes.size() < change.at + change.bytes.size()) {
        bytes.resize(change.at + change.bytes.size());
    }
    std::copy(change.bytes.begin(), change.bytes.end(),
              bytes.begin() + static_cast<std::ptrdiff_t>(change.at));
}

void Disk::put(Inode& file, const unsigned char* bytes, std::size_t amount, std::size_t at) {
    file.unsynced.push_back({at, Bytes(bytes, bytes + amount), false});
    apply(file.live, file.unsynced.back());
}

int Disk::open(const std::string& path, bool may_create, File& file, bool& created) {
    const std::lock_guard lock(mutex);
    const auto known = names_.find(path);
    created = known == names_.end();
    if (created && !may_create) return SQLITE_CANTOPEN;
    if (const int code = allow(created ? Operation::create : Operation::open); code != SQLITE_OK) {
        return code;
    }
    file = created ? std::make_shared<Inode>() : known->second;
    if (created) names_.emplace(path, file);
    return SQLITE_OK;
}

int Disk::read(Inode& file, unsigned char* into, std::size_t amount, std::size_t at) {
    const std::lock_guard lock(mutex);
    if (const int code = allow(Operation::read); code != SQLITE_OK) return code;
    const std::size_t there = at >= file.live.size() ? 0 : std::min(amount, file.live.size() - at);
    if (there > 0) std::copy_n(file.live.begin() + static_cast<std::ptrdiff_t>(at), there, into);
    std::fill(into + there, into + amount, static_cast<unsigned char>(0));
    return there == amount ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int Disk::write(Inode& file, const unsigned char* bytes, std::size_t amount, std::size_t at) {
    const std::lock_guard lock(mutex);
    if (off_) return SQLITE_IOERR_WRITE;
    if (!strikes(Operation::write)) {
        put(file, bytes, amount, at);
        return SQLITE_OK;
    }
    std::mt19937 random(failure_.seed + static_cast<std::uint32_t>(operations_));
    const bool partly = failure_.damage == Damage::cut_torn ||
                        failure_.damage == Damage::disk_full ||
                        (failure_.damage == Damage::io_error && random() % 2 == 0);
    if (partly) put(file, bytes, random() % amount, at);
    return failure_.damage == Damage::disk_full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

int Disk::truncate(Inode& file, std::size_t size) {
    const std::lock_guard lock(mutex);
    if (const int code = allow(Operation::truncate); code != SQLITE_OK) return code;
    file.unsynced.push_back({size, {}, true});
    apply(file.live, file.unsynced.back());
    return SQLITE_OK;
}

int Disk::sync(Inode& file, bool directory) {
    const std::lock_guard lock(mutex);
    if (off_) return SQLITE_IOERR_FSYNC;
    if (strikes(Operation::sync)) {
        // The kernel marks the pages clean: a later sync succeeds, and they never reach the disk.
        if (failure_.damage == Damage::sync_failed) file.unsynced.clear();
        return SQLITE_IOERR_FSYNC;
    }
    for (const Change& change : file.unsynced)
        apply(file.durable, change);
    file.unsynced.clear();
    if (directory) durable_names_ = names_;
    return SQLITE_OK;
}

int Disk::size(Inode& file, std::size_t& bytes) {
    const std::lock_guard lock(mutex);
    bytes = file.live.size();
    return allow(Operation::size);
}

int Disk::erase(const std::string& path, bool sync_directory) {
    const std::lock_guard lock(mutex);
    if (names_.count(path) == 0) return off_ ? SQLITE_IOERR_DELETE : SQLITE_IOERR_DELETE_NOENT;
    if (const int code = allow(Operation::erase); code != SQLITE_OK) return code;
    names_.erase(path);
    if (sync_directory) durable_names_ = names_;
    return SQLITE_OK;
}

int Disk::access(const std::string& path, bool& there) {
    const std::lock_guard lock(mutex);
    const auto known = names_.find(path);
    // As the VFS for Unix has it: an empty file counts as none.
    there = known != names_.end() && !known->second->live.empty();
    return allow(Operation::access);
}

Bytes Disk::surviving(const Inode& file, std::mt19937& random) const {
    if (cut_ == Damage::cut_kept) return file.live;
    Bytes bytes = file.durable;
    if (cut_ == Damage::cut_lost) return bytes;
    for (std::size_t i = 0; i < file.unsynced.size(); ++i) {
        const Change& change = file.unsynced[i];
        if (cut_ == Damage::cut_reordered && random() % 2 == 0) continue;
        const bool torn = i + 1 == file.unsynced.size() && !change.bytes.empty();
        if (torn && random() % 2 == 0) {
            Change part = change;
            part.bytes.resize(random() % change.bytes.size());
            apply(bytes, part);
        } else {
            apply(bytes, change);
        }
    }
    return bytes;
}

Disk::Image Disk::survivors() const {
    std::mt19937 random(seed_);
    std::set<std::string> all;
    for (const auto* names : {&names_, &durable_names_}) {
        for (const auto& [path, file] : *names)
            all.insert(path);
    }
    Image image;
    for (const std::string& path : all) {
        const bool durable =
            cut_ == Damage::cut_lost || (cut_ == Damage::cut_reordered && random() % 2 == 0);
        const Names& names = durable ? durable_names_ : names_;
        const auto found = names.find(path);
        if (found != names.end()) image.emplace(path, surviving(*found->second, random));
    }
    return image;
}

Disk::Image Disk::image() const {
    Image image;
    for (const auto& [path, file] : names_)
        image.emplace(path, file->live);
    return image;
}

} // namespace simulation
