package org.drey.alerts.erasure;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.drey.alerts.source.ResultSource;
import org.drey.event.Finding;
import org.drey.event.GroupValue;
import org.drey.event.TopicNames;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EntityKind;
import org.drey.topics.MayNotReadException;
import org.drey.topics.TopicWriter;

/**
 * The findings that name an entity. The job writes none of them again once it has read the erasure,
 * and deletes none: it does not remember what it has found.
 */
public final class NamingFindings {
  private final EntityKey entity;
  private final Set<String> ids = new LinkedHashSet<>();

  private NamingFindings(EntityKey entity) {
    this.entity = entity;
  }

  /** Returns the ids of those that are there; none where no findings are written. */
  public static Set<String> ids(ResultSource results, EntityKey entity) throws IOException {
    NamingFindings all = new NamingFindings(entity);
    try {
      if (results.has(TopicNames.FINDINGS)) {
        results.read(TopicNames.FINDINGS, Finding.class, all.reader());
      }
    } catch (MayNotReadException e) {
      results.warn("not counted: " + TopicNames.FINDINGS + ". " + e.getMessage());
    }
    return all.ids;
  }

  private ResultSource.Reader<Finding> reader() {
    return new ResultSource.Reader<>() {
      @Override
      public void take(Finding finding) {
        if (isNamedIn(finding)) {
          ids.add(finding.getFindingId());
        }
      }

      @Override
      public void removed(String key) {
        ids.remove(key);
      }
    };
  }

  private boolean isNamedIn(Finding finding) {
    return finding.getKeyVersion() == entity.keyVersion()
        && finding.getTokenDomain().equals(entity.tokenDomain())
        && finding.getGroup().stream().anyMatch(this::isIt);
  }

  /** Returns whether a value is the token, in a field that is not of another kind by its name. */
  private boolean isIt(GroupValue value) {
    return value.getValue().equals(entity.token()) && mayHave(value.getField());
  }

  private boolean mayHave(String field) {
    return switch (field) {
      case "subject", "payee", "host", "merchant", "device" ->
          field.toUpperCase(Locale.ROOT).equals(entity.kind());
      case "payout" -> entity.kind().equals(EntityKind.PAYEE.name());
      case "session", "room" -> false;
      default -> true; // a name, or the entity of a signal
    };
  }

  /**
   * Deletes findings on their topic.
   *
   * @param client the client's properties; they are not changed
   * @param prefix what the names of all topics begin with
   * @return the topic's full name
   * @throws IOException if some may be there still; deleting again does no harm
   */
  public static String delete(Set<String> ids, Properties client, String prefix)
      throws IOException, InterruptedException {
    TopicWriter<Finding> topic =
        new TopicWriter<>(client, prefix + TopicNames.FINDINGS, Finding.class);
    topic.delete(ids);
    return topic.topic();
  }
}
