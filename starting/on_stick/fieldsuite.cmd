@echo off
chcp 65001 >nul
cd /d "%~dp0"
if exist .venv\Scripts\python.exe (
  .venv\Scripts\python.exe start.py %*
) else if exist python\python.exe (
  python\python.exe start.py %*
) else (
  py -{python} start.py %*
)
if errorlevel 1 pause
