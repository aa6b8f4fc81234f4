/// A Merkle log over bytes: append, prove, verify. Depends on nothing but the JDK.
///
/// The tree is that of RFC 6962 and RFC 9162; notes, checkpoints and tiles are those of C2SP
/// (signed-note 1.0.0, tlog-checkpoint 1.0.0, tlog-tiles 0.1.0), so that an auditor can check
/// everything here with tools from elsewhere.
///
/// - Appending: [Tree], made durable as a [Frontier], signed as a [Checkpoint].
/// - Proving: [InclusionProof] and [ConsistencyProof], from any source of [Hashes].
/// - Verifying everything: [Verification] over an [EntrySource], or [TileDirectory] offline.
///
/// What is wrong with somebody's bytes is a value ([Parsed], [ProofCheck], [Verdict]); what is
/// wrong with a caller's own use is a [LedgerException].
@NullMarked
package dev.obstat.ledger;

import org.jspecify.annotations.NullMarked;
