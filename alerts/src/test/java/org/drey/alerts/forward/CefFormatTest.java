package org.drey.alerts.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.junit.jupiter.api.Test;

final class CefFormatTest {
  private static String line(Alert alert) {
    return CefFormat.of(new ForwardedMessage(alert.getAlertId(), alert), alert);
  }

  @Test
  void saysWhoAndWhy() {
    Alert alert = TestAlerts.payer();
    String line = line(alert);
    assertTrue(line.startsWith("CEF:0|Drey|Drey|1|PAYER|Alert OPEN, P"), line);
    assertTrue(line.contains("cs1Label=entity cs1=SUBJECT:payer-token-1 "), line);
    assertTrue(line.contains("cfp1Label=score cfp1=" + alert.getScore() + " "), line);
    assertTrue(line.contains("externalId=" + alert.getAlertId() + "."), line);
  }

  /** A token that a provider made, or forged, adds no field and no line. */
  @Test
  void aHostileTokenStaysAValue() {
    Alert alert = TestAlerts.payer();
    alert.setEntity("a\\b|c act=blocked\nCEF:0|x|y\r\u0000\u2028<13>1");
    String line = line(alert);
    assertEquals(1, line.lines().count());
    assertTrue(
        line.contains("cs1=SUBJECT:a\\\\b|c act\\=blocked CEF:0|x|y   <13>1 cs2Label"), line);
    assertFalse(line.matches("(?s).*[\\p{Cntrl}\\u2028].*"), line);
  }
}
