@set ORT_DISABLE_TELEMETRY=1
@"%~dp0..\..\..\churn-train.exe" %*
