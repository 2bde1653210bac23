package org.drey.streaming.operator;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.Alert;
import org.drey.event.DeadLetter;
import org.drey.rules.cases.EntityLink;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;

/** The side outputs of operators. */
public final class SideOutputs {
  /** Records that are not taken. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", new AvroTypeInfo<>(DeadLetter.class));

  /** Findings of single-event rules. */
  public static final OutputTag<Finding> FINDINGS =
      new OutputTag<>("findings", TypeInformation.of(Finding.class));

  /** The findings that a score counts, by the entity that they are about. */
  public static final OutputTag<ScoreInput> SCORED =
      new OutputTag<>("scored", TypeInformation.of(ScoreInput.class));

  /** Matches and findings for the second correlate step. */
  public static final OutputTag<Match> SECOND_PASS =
      new OutputTag<>("second-pass", TypeInformation.of(Match.class));

  /** Alerts as they would be if rules on trial counted. */
  public static final OutputTag<Alert> SHADOW_ALERTS =
      new OutputTag<>("shadow-alerts", new AvroTypeInfo<>(Alert.class));

  /** The links of alerts' and findings' entities to those that they name. */
  public static final OutputTag<EntityLink> LINKS =
      new OutputTag<>("links", TypeInformation.of(EntityLink.class));

  private SideOutputs() {}
}
