@"%~dp0..\..\..\churn-train.exe" %*
