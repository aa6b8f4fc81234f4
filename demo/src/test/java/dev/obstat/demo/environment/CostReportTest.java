package dev.obstat.demo.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CostReportTest {
  private static final CostReport WRONG =
      new CostReport(
          "mills",
          "2026-11",
          List.of(new CostReport.Line("compute", 2, 100), new CostReport.Line("storage", 1, 23)),
          223);

  @Test
  void whatIsWrittenIsReadBack() {
    assertThat(CostReport.parse(WRONG.csv())).isEqualTo(WRONG);
  }

  @Test
  void aWrongTotalIsSeenAndCorrected() {
    assertThat(WRONG.totalIsRight()).isFalse();
    assertThat(WRONG.corrected().totalIsRight()).isTrue();
    assertThat(WRONG.corrected().total()).isEqualTo(123);
    assertThat(WRONG.corrected().lines()).isEqualTo(WRONG.lines());
  }

  @Test
  void aBrokenReportIsRefusedWithItsLine() {
    assertThatThrownBy(() -> CostReport.parse(WRONG.csv().replace(",100", ",1oo")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 3 of a report is `compute,2,1oo`");
    assertThatThrownBy(() -> CostReport.parse(WRONG.csv().replace("total,,223\n", "")))
        .hasMessageContaining("expected total,,CENTS");
    assertThatThrownBy(() -> CostReport.parse("")).hasMessageContaining("at least 3 lines");
  }

  @Test
  void dashboardsPointOneCustomerElsewhereAndLeaveTheRest() {
    Dashboards before = new Dashboards("2026-11", Map.of("a", "x.csv", "b", "y.csv"));
    Dashboards after = Dashboards.parse(before.pointing("a", "z.csv").json());
    assertThat(after.reports()).isEqualTo(Map.of("a", "z.csv", "b", "y.csv"));
    assertThatThrownBy(() -> Dashboards.parse("{\"month\":"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the dashboards are not readable");
  }
}
