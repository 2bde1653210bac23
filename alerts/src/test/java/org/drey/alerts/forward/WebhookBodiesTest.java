package org.drey.alerts.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.Priority;
import org.drey.event.json.JsonLineWriter;
import org.junit.jupiter.api.Test;

final class WebhookBodiesTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final Alert alert = TestAlerts.payer();
  private final ForwardedMessage message = new ForwardedMessage(alert.getAlertId(), alert);
  private final ForwardedMessage removed = new ForwardedMessage(alert.getAlertId(), null);

  @Test
  void theStandardOneHasTheAlertAsFilesHaveIt() throws IOException {
    JsonNode body = JSON.readTree(WebhookBodies.standard(message));
    assertEquals("alert.revised", body.path("type").asText());
    assertEquals(alert.getEmittedAt().toString(), body.path("timestamp").asText());
    assertEquals(JSON.readTree(new JsonLineWriter().write(alert)), body.path("data"));
  }

  @Test
  void anAlertThatIsGoneIsSaidToBeWhereThereIsAWordForIt() throws IOException {
    JsonNode body = JSON.readTree(WebhookBodies.standard(removed));
    assertEquals("alert.removed", body.path("type").asText());
    assertEquals(alert.getAlertId(), body.path("data").path("alert_id").asText());
    assertEquals(0, WebhookBodies.iris(removed).length);
    assertEquals(0, WebhookBodies.theHive(removed).length);
  }

  @Test
  void otherToolsGetTheirOwnFieldsAndUrgency() throws IOException {
    alert.setPriority(Priority.P0);
    JsonNode iris = JSON.readTree(WebhookBodies.iris(message));
    assertEquals(6, iris.path("alert_severity_id").asInt());
    assertEquals(message.id(), iris.path("alert_source_ref").asText());
    assertTrue(iris.path("alert_source_content").has("reasons"));
    JsonNode hive = JSON.readTree(WebhookBodies.theHive(message));
    assertEquals(4, hive.path("severity").asInt());
    assertEquals(message.id(), hive.path("sourceRef").asText());
    assertTrue(hive.path("title").asText().contains("P0"));
  }

  @Test
  void versionsGrowWithGenerationThenRevision() {
    alert.setGeneration(1_800_000_000L);
    alert.setRevision(7);
    long older = ForwardedMessage.version(alert);
    assertEquals((1_800_000_000L << 32) + 7, older);
    alert.setGeneration(1_800_000_001L);
    alert.setRevision(1);
    assertTrue(ForwardedMessage.version(alert) > older);
  }
}
