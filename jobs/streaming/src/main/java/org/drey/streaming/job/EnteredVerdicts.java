package org.drey.streaming.job;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.drey.definitions.record.PlacedErasure;
import org.drey.definitions.record.PlacedVerdict;
import org.drey.definitions.record.ScoreInput;
import org.drey.rules.compile.Track;
import org.drey.streaming.operator.AddressVerdict;
import org.drey.streaming.operator.ClaimVerdict;
import org.drey.streaming.operator.FirstVerdict;
import org.drey.streaming.operator.VerdictOfAlert;
import org.jspecify.annotations.Nullable;

/** Allowed verdicts on their way to the score, where each id counts once. */
final class EnteredVerdicts {
  private EnteredVerdicts() {}

  /** Of a run that ends. */
  static DataStream<ScoreInput> bounded(DataStream<PlacedVerdict> allowed) {
    return byId(allowed)
        .process(new FirstVerdict(), TypeInformation.of(ScoreInput.class))
        .name("verdicts: ids")
        .uid("verdict-ids");
  }

  /**
   * Of a job that goes on.
   *
   * @param erasures who is not to be known any more; null without
   */
  static DataStream<ScoreInput> live(
      DataStream<PlacedVerdict> allowed, @Nullable DataStream<PlacedErasure> erasures) {
    TypeInformation<VerdictOfAlert> type = TypeInformation.of(VerdictOfAlert.class);
    DataStream<VerdictOfAlert> claimed =
        byId(allowed).process(new ClaimVerdict(), type).name("verdicts: ids").uid("verdict-ids");
    return (erasures == null ? claimed : claimed.union(erased(erasures, type)))
        .keyBy(VerdictOfAlert::alertId, Types.STRING)
        .process(new AddressVerdict(), TypeInformation.of(ScoreInput.class))
        .name("verdicts: alerts")
        .uid("verdict-alerts");
  }

  private static KeyedStream<PlacedVerdict, String> byId(DataStream<PlacedVerdict> allowed) {
    return allowed.keyBy(placed -> placed.verdict().id(), Types.STRING);
  }

  private static DataStream<VerdictOfAlert> erased(
      DataStream<PlacedErasure> erasures, TypeInformation<VerdictOfAlert> type) {
    return erasures
        .<VerdictOfAlert>flatMap(
            (one, out) -> {
              for (Track track : Track.values()) {
                out.collect(VerdictOfAlert.erased(track, one));
              }
            },
            type)
        .name("verdicts: erasures")
        .uid("verdict-erasures");
  }
}
