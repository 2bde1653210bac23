package org.drey.streaming.operator;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;
import org.drey.event.DeadLetter;
import org.drey.streaming.event.PlacedFinding;
import org.drey.streaming.event.PlacedMatch;

/** The side outputs of operators. */
public final class Outputs {
  /** Records that are not taken. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", new AvroTypeInfo<>(DeadLetter.class));

  /** Findings of single-event rules. */
  public static final OutputTag<PlacedFinding> FINDINGS =
      new OutputTag<>("findings", TypeInformation.of(PlacedFinding.class));

  /** Matches and findings for the second correlate step. */
  public static final OutputTag<PlacedMatch> SECOND_PASS =
      new OutputTag<>("second-pass", TypeInformation.of(PlacedMatch.class));

  private Outputs() {}
}
