#pragma once

#include "engine/arguments.hpp"
#include "engine/clock.hpp"

#include <algorithm>
#include <span>

namespace prorata {

/// What could not be read of a record.
struct RecordFault {
    std::size_t record; ///< Its number, from 0.
    Fault fault;
};

/// Many records of usage as one command: one commit, one key, all faults by the number of the
/// record, "records[3].quantity". What templates ask of a request is answered here for all.
struct UsageBatch {
    static constexpr const char* command_name = RecordUsage::command_name;
    std::span<const RecordUsage> records;
    std::span<const RecordFault> unreadable = {}; ///< In order; they are told with all others.
};

[[nodiscard]] inline std::string place_of(std::size_t record) {
    return "records[" + std::to_string(record) + "]";
}

/// Adds what was wrong with one record. Errors: passes on what is no fault of the input.
inline void add_faults_of(Faults& faults, std::size_t record, const Error& error) {
    const bool of_input = error.code() == ErrorCode::invalid_argument ||
                          error.code() == ErrorCode::not_found ||
                          error.code() == ErrorCode::already_exists ||
                          error.code() == ErrorCode::inexact || error.code() == ErrorCode::overflow;
    if (!of_input) throw Error(error); // NOLINT(cert-err60-cpp): as every Error
    for (const Fault& fault : error.faults())
        faults.add(place_of(record) + "." + fault.path, fault.message);
    if (error.faults().empty()) faults.add(place_of(record), error.message());
}

/// Each record is looked at when it is carried out, so that all faults are told together.
inline void require_complete(const UsageBatch&) {}

/// One record without a day of its own makes the batch an act of now (R55).
[[nodiscard]] inline bool takes_effect_at_once(const UsageBatch& batch) {
    return std::any_of(batch.records.begin(), batch.records.end(), [](const RecordUsage& record) {
        return takes_effect_at_once<RecordUsage>(record);
    });
}

/// Names are looked up record by record, so that each fault has its number.
[[nodiscard]] inline NamedFields names_in(const UsageBatch&) {
    return {};
}

} // namespace prorata
