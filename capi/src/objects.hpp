#pragma once

#include "handles.hpp"
#include "prorata.h"
#include "prorata/engine/engine.hpp"

#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace prorata::capi {

struct EngineObject {
    using Handle = prorata_engine;
    static constexpr Kind kind = Kind::engine;
    static constexpr const char* name = "engine";

    explicit EngineObject(Engine opened) : engine(std::move(opened)) {}

    Engine engine;
    std::mutex log_mutex;
    prorata_log_callback log = nullptr;
    void* log_user_data = nullptr;
};

struct AnswerObject {
    using Handle = prorata_answer;
    static constexpr Kind kind = Kind::answer;

    Outcome<Answer> outcome;
};

struct RowsObject {
    using Handle = prorata_rows;
    static constexpr Kind kind = Kind::rows;

    Rows rows;
};

struct ErrorObject {
    using Handle = prorata_error;
    static constexpr Kind kind = Kind::error;

    prorata_status status;
    std::string message;
    std::vector<Fault> faults;
};

/// The object of a handle, or nothing. No address is made of a handle, only its bits are read.
template <class Object>
[[nodiscard]] std::shared_ptr<Object> find(const typename Object::Handle* handle) {
    std::uintptr_t bits = 0;
    std::memcpy(&bits, &handle, sizeof bits);
    return std::static_pointer_cast<Object>(Handles::of_process().find(Object::kind, bits));
}

/// The object of a handle. Errors: Error{misuse}.
template <class Object>
[[nodiscard]] std::shared_ptr<Object> required(const typename Object::Handle* handle) {
    auto found = find<Object>(handle);
    if (found) return found;
    throw Error(ErrorCode::misuse, "the handle is none of this process",
                {{Object::name, "is NULL, closed, of another kind, or from before fork"}});
}

/// A handle that the caller owns.
template <class Object>
[[nodiscard]] typename Object::Handle* handed_out(std::shared_ptr<Object> object) {
    const std::uintptr_t bits = Handles::of_process().add(Object::kind, std::move(object));
    typename Object::Handle* handle = nullptr;
    std::memcpy(&handle, &bits, sizeof bits);
    return handle;
}
template <class Object>
[[nodiscard]] typename Object::Handle* handed_out(Object object) {
    return handed_out(std::make_shared<Object>(std::move(object)));
}

/// Takes the object out of the table; nothing if there is none.
template <class Object>
std::shared_ptr<Object> removed(const typename Object::Handle* handle) {
    std::uintptr_t bits = 0;
    std::memcpy(&bits, &handle, sizeof bits);
    return std::static_pointer_cast<Object>(Handles::of_process().remove(Object::kind, bits));
}

/// An object whose handle is there before it is known whether it will be handed out, so that a
/// command that is done can be answered without any memory.
template <class Object>
class Promised {
  public:
    explicit Promised(Object empty)
        : object(std::make_shared<Object>(std::move(empty))), handle_(handed_out(object)) {}
    Promised(const Promised&) = delete;
    Promised& operator=(const Promised&) = delete;
    ~Promised() { (void)removed<Object>(handle_); }

    [[nodiscard]] typename Object::Handle* keep() noexcept {
        return std::exchange(handle_, nullptr);
    }

    std::shared_ptr<Object> object;

  private:
    typename Object::Handle* handle_;
};

/// A handle of a book on that storage, for tests of failing ones.
[[nodiscard]] prorata_engine* adopt(std::unique_ptr<storage::Storage> storage);

} // namespace prorata::capi
