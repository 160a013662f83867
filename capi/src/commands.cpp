// The typed form of every command: from the same list as the C++ requests, field by field.

#include "calls.hpp"

#include <cstddef>
#include <cstring>
#include <new>
#include <type_traits>

using namespace prorata;

namespace {

// How a C field becomes a field of the request; what stands for "not given" leaves it empty.

void read(field::Text& into, const char* given) {
    if (given != nullptr) into = std::string(given);
}
template <class Field>
void read_text(Field& into, const char* given) {
    if (given != nullptr) into.parse(given);
}
void read(field::Length& into, const char* given) {
    read_text(into, given);
}
void read(field::Number& into, const char* given) {
    read_text(into, given);
}
void read(field::Day& into, int32_t given) {
    if (given != PRORATA_NO_DATE) into = Date::from_days(given);
}
void read(field::Moment& into, int64_t given) {
    if (given != PRORATA_NO_INSTANT) into = Instant::from_micros(given);
}
void read(field::Whole& into, int64_t given) {
    if (given != PRORATA_NO_NUMBER) into.parse(std::to_string(given));
}
void read(field::Flag& into, int32_t given) {
    if (given == PRORATA_NO_FLAG) return;
    if (given != 0 && given != 1) {
        throw Error(ErrorCode::invalid_argument, "is " + std::to_string(given) + "; give 0 or 1");
    }
    into = given == 1;
}
void read(field::Sum& into, const prorata_money& given) {
    if (given.currency[0] == '\0') return;
    const std::string_view code(given.currency, strnlen(given.currency, sizeof given.currency));
    into = Money(given.minor, Currency::of(code));
}

/// What `read_one` finds wrong with the input, if anything; what is wrong with the machine is
/// thrown.
template <class Read>
std::shared_ptr<capi::ErrorObject> fault_of(const Read& read_one) {
    prorata_error* handle = nullptr; // the border's own catching serves here as well
    if (capi::guarded(&handle, read_one) == 0) return nullptr;
    auto error = capi::removed<capi::ErrorObject>(handle);
    if (!error) throw std::bad_alloc();
    if (error->status == -static_cast<prorata_status>(ErrorCode::internal))
        throw Error(ErrorCode::internal, error->message);
    return error;
}

/// Calls `read_field` and keeps its fault under the field's name.
template <class Read>
void collect(Faults& faults, const char* path, const Read& read_field) {
    if (const auto error = fault_of(read_field)) faults.add(path, error->message);
}

template <class Field>
constexpr bool is_pairs = std::is_base_of_v<field::Pairs, Field>;

/// Whether the caller's struct has the field; an older one is shorter.
#define PRORATA_HAS(name) (from.struct_size >= offsetof(From, name) + sizeof from.name)

// Generic, so that only texts by name look for their count.
#define PRORATA_READ_FIELD(type, name, need, meaning)                                              \
    [&faults](const auto& from, auto& to) {                                                        \
        using From = std::remove_cvref_t<decltype(from)>;                                          \
        if constexpr (is_pairs<std::remove_cvref_t<decltype(to.name)>>) {                          \
            if (!PRORATA_HAS(name##_count)) return;                                                \
            to.name.pairs = capi::arguments(from.name, from.name##_count);                         \
        } else if (PRORATA_HAS(name)) {                                                            \
            collect(faults, #name, [&] { read(to.name, from.name); });                             \
        }                                                                                          \
    }(*given, request);

/// What stands for "not given" in C.
template <class Field>
auto not_given() {
    if constexpr (std::is_base_of_v<field::Day, Field>)
        return PRORATA_NO_DATE;
    else if constexpr (std::is_base_of_v<field::Moment, Field>)
        return PRORATA_NO_INSTANT;
    else if constexpr (std::is_base_of_v<field::Whole, Field>)
        return PRORATA_NO_NUMBER;
    else if constexpr (std::is_base_of_v<field::Flag, Field>)
        return PRORATA_NO_FLAG;
    else if constexpr (std::is_base_of_v<field::Sum, Field>)
        return prorata_money{};
    else
        return nullptr;
}

#define PRORATA_UNSET_FIELD(type, name, need, meaning) into.name = not_given<field::type>();

void add_faults_of(Faults& faults, size_t record, const capi::ErrorObject& error) {
    const std::string place = "records[" + std::to_string(record) + "]";
    for (const Fault& fault : error.faults)
        faults.add(place + "." + fault.path, fault.message);
}

#define PRORATA_READ_REQUEST(command, Type, FIELDS, what)                                          \
    Type request_of(const prorata_##command##_request* given, const char* path) {                  \
        using Given = prorata_##command##_request;                                                 \
        capi::require_given(given, path);                                                          \
        capi::require_size(given->struct_size, 2 * sizeof(uint32_t), sizeof(Given), path);         \
        Type request;                                                                              \
        Faults faults;                                                                             \
        FIELDS(PRORATA_READ_FIELD)                                                                 \
        faults.raise_if_any("the arguments of " #command " are not right");                        \
        return request;                                                                            \
    }
PRORATA_COMMANDS(PRORATA_READ_REQUEST)

/// An array whose elements are as long as the first one says.
std::vector<RecordUsage> usage_of(const prorata_record_usage_request* records, size_t count) {
    constexpr size_t most_records = 1'000'000;
    if (count > most_records) {
        throw Error(ErrorCode::invalid_argument, "the call was refused",
                    {{"count", "is " + std::to_string(count) + "; give at most 1000000"}});
    }
    std::vector<RecordUsage> requests;
    if (count == 0) return requests;
    capi::require_given(records, "records");
    const std::uint32_t size = records->struct_size;
    capi::require_size(size, 2 * sizeof(uint32_t), sizeof *records, "records[0]");
    requests.reserve(count);
    Faults faults;
    const auto* next = reinterpret_cast<const std::byte*>(records);
    for (size_t i = 0; i < count; ++i, next += size) {
        prorata_record_usage_request record = PRORATA_RECORD_USAGE_REQUEST_INIT;
        std::memcpy(&record, next, size);
        record.struct_size = size;
        const auto read_one = [&] { requests.push_back(request_of(&record, "records")); };
        if (const auto error = fault_of(read_one)) add_faults_of(faults, i, *error);
    }
    faults.raise_if_any("the usage was refused");
    return requests;
}

} // namespace

#define PRORATA_C_COMMAND(command, Type, FIELDS, what)                                             \
    prorata_status prorata_engine_##command(                                                       \
        prorata_answer** answer_out, prorata_engine* engine, const prorata_context* context,       \
        const prorata_##command##_request* given, prorata_error** error_out) {                     \
        const auto call = [given](Engine& of, const Context& who) {                                \
            return of.perform(who, request_of(given, "request"));                                  \
        };                                                                                         \
        return capi::perform(answer_out, engine, context, #command, error_out, call);              \
    }                                                                                              \
    void prorata_##command##_request_init(prorata_##command##_request* request) {                  \
        if (request == nullptr) return;                                                            \
        prorata_##command##_request into{};                                                        \
        into.struct_size = sizeof into;                                                            \
        FIELDS(PRORATA_UNSET_FIELD)                                                                \
        *request = into;                                                                           \
    }

PRORATA_COMMANDS(PRORATA_C_COMMAND)

prorata_status prorata_engine_record_usage_batch(prorata_answer** answer_out,
                                                 prorata_engine* engine,
                                                 const prorata_context* context,
                                                 const prorata_record_usage_request* records,
                                                 size_t count, prorata_error** error_out) {
    const auto call = [&](Engine& of, const Context& who) {
        const auto requests = usage_of(records, count);
        return of.record_usage(who, requests);
    };
    return capi::perform(answer_out, engine, context, "record_usage", error_out, call);
}

prorata_status prorata_engine_record_usage_stream(prorata_answer** answer_out,
                                                  prorata_engine* engine,
                                                  const prorata_context* context,
                                                  struct ArrowArrayStream* records,
                                                  prorata_error** error_out) {
    const auto call = [records](Engine& of, const Context& who) {
        capi::require_given(records, "records");
        return of.record_usage(who, *records);
    };
    const auto status = capi::perform(answer_out, engine, context, "record_usage", error_out, call);
    if (records != nullptr && records->release != nullptr) records->release(records);
    return status;
}
