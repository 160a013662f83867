#pragma once

#include "engine/arguments.hpp"
#include "engine/clock.hpp"

#include <algorithm>
#include <span>

namespace prorata {

/// Many records of usage as one command: one commit, one key, all faults by the number of the
/// record, "records[3].quantity". What templates ask of a request is answered here for all.
struct UsageBatch {
    static constexpr const char* command_name = RecordUsage::command_name;
    std::span<const RecordUsage> records;
};

/// Adds what was wrong with one record. Errors: passes on what is no fault of the input.
inline void add_faults_of(Faults& faults, std::size_t record, const Error& error) {
    const bool of_input = error.code() == ErrorCode::invalid_argument ||
                          error.code() == ErrorCode::not_found ||
                          error.code() == ErrorCode::already_exists ||
                          error.code() == ErrorCode::inexact || error.code() == ErrorCode::overflow;
    if (!of_input) throw Error(error); // NOLINT(cert-err60-cpp): as every Error
    const std::string place = "records[" + std::to_string(record) + "]";
    for (const Fault& fault : error.faults())
        faults.add(place + "." + fault.path, fault.message);
    if (error.faults().empty()) faults.add(place, error.message());
}

inline void require_complete(const UsageBatch& batch) {
    Faults faults;
    for (std::size_t i = 0; i < batch.records.size(); ++i) {
        try {
            require_complete(batch.records[i]);
        } catch (const Error& error) {
            add_faults_of(faults, i, error);
        }
    }
    faults.raise_if_any("the command lacks arguments");
}

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
