#include "arguments.hpp"

namespace prorata::capi {

namespace {

constexpr std::size_t most_arguments = 100'000;

[[noreturn]] void refuse(const std::string& path, const std::string& message) {
    throw Error(ErrorCode::invalid_argument, "the call was refused", {{path, message}});
}

} // namespace

void require_given(const void* pointer, const char* path) {
    if (pointer == nullptr) refuse(path, "is NULL");
}

std::string text(const char* given, const char* path) {
    require_given(given, path);
    return given;
}

void require_size(std::uint32_t size, std::size_t least, std::size_t known, const char* path) {
    if (size >= least && size <= known) return;
    refuse(std::string(path) + ".struct_size",
           "is " + std::to_string(size) + "; this library knows " + std::to_string(least) + " to " +
               std::to_string(known) + "; use the _INIT macro");
}

Instant instant(std::int64_t micros, const char* path) {
    if (micros == PRORATA_NO_INSTANT) refuse(path, "is missing; give an instant");
    return Instant::from_micros(micros);
}

Context context(const prorata_context* given) {
    require_given(given, "context");
    require_size(given->struct_size, sizeof(prorata_context), sizeof(prorata_context), "context");
    return {instant(given->at, "context.at"), given->actor == nullptr ? "" : given->actor,
            given->key == nullptr ? "" : given->key};
}

Arguments arguments(const prorata_argument* given, std::size_t count) {
    if (count > most_arguments)
        refuse("count", "is " + std::to_string(count) + "; give at most 100000");
    if (count > 0) require_given(given, "arguments");
    Arguments read;
    read.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string path = "arguments[" + std::to_string(i) + "]";
        if (given[i].name == nullptr) refuse(path + ".name", "is NULL");
        if (given[i].value == nullptr) refuse(path + ".value", "is NULL");
        read.emplace_back(given[i].name, given[i].value);
    }
    return read;
}

} // namespace prorata::capi
